import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./sink.mjs', import.meta.url));

/**
 * Starts the sink as a process of its own.
 * @returns `{url, ask(what, given), close}`; what may be asked is the table ASKED of sink.mjs
 */
export async function startSink() {
  const child = fork(PROGRAM, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
  const waiting = new Map();
  let ids = 0;
  const port = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the sink ended with ${code}`)));
    child.once('message', (message) => resolve(message.port));
  });
  child.on('message', ({ id, answer }) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  const ask = (what, given = {}) =>
    new Promise((resolve) => {
      ids += 1;
      waiting.set(ids, resolve);
      child.send({ id: ids, ask: what, ...given });
    });
  return { url: `smtp://127.0.0.1:${port}`, pid: child.pid, ask, close: () => child.kill('SIGKILL') };
}
