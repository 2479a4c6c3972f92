import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const READY_WITHIN_MS = 60_000;

/** The built application in a process of its own. */
export interface RelaisProcess {
  pid: number;
  /** Where it answers HTTP, health in every role. */
  url: string;
  /** SIGKILL: no farewell, nothing given back. */
  kill(): Promise<void>;
  /** SIGTERM. @returns `SIGTERM` where it ended in order (the hooks ran, then the signal took its course), else its exit code */
  stop(): Promise<number | string | null>;
}

/** Starts `dist/main.js` on a free port. @throws Error with what it printed, where it does not become ready */
export async function startProcess(roles: string, environment: Record<string, string>): Promise<RelaisProcess> {
  const program = join(root, 'dist', 'main.js');
  if (!existsSync(program)) throw new Error('dist/main.js is missing: npm run build');
  const child = spawn(process.execPath, [program], {
    cwd: root,
    // Nothing of the test's own environment: what it needs is given.
    env: { PATH: process.env['PATH'], ...environment, RELAIS_ROLES: roles, PORT: '0', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await readyAt(child);
  const ended = once(child, 'exit');
  return {
    pid: child.pid ?? 0,
    url,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      const [code, signal] = (await ended) as [number | null, string | null];
      return signal ?? code;
    },
  };
}

function readyAt(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const fail = (why: string): void => reject(new Error(`the process ${why}: ${printed}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail('was not ready in time');
    }, READY_WITHIN_MS);
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      const url = /ready on (http:\S+) /.exec(printed)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url.replace('[::1]', '127.0.0.1'));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => {
      clearTimeout(timer);
      fail('ended');
    });
  });
}
