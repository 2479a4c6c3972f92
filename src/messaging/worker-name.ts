import { hostname } from 'node:os';

/** How a worker process is named in leases and reports: `host:pid`. */
export const WORKER_NAME = `${hostname()}:${process.pid}`;
