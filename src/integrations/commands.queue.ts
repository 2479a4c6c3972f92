import { defineQueue } from '../messaging/queue.js';

/**
 * Inbound: any BullMQ client adds here. A job's name is a command (`package.cancel`), its data
 * `{id, issuer, key, …}`. Nothing is declared of the jobs: what comes in is judged by the rooms'
 * own schemas, and a refusal is a problem object rather than a failed parse.
 */
export const commandsQueue = defineQueue('commands', {});
