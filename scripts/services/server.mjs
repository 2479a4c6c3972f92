import { closeSync, openSync, readFileSync } from 'node:fs';
import { spawnGuarded } from '../guard.mjs';
import { until } from '../processes.mjs';
import { freePort } from './ports.mjs';

const START_LIMIT = 30_000;

/**
 * Starts a server on its own port and waits until it answers. Another process may take the port
 * between the look and the start: then another port is tried.
 * @param server `{name, port, log, command, args(port), isReady(port), env}`
 * @returns `{name, port, child}`
 * @throws Error with the end of the server's log when it does not come up
 */
export async function startServer(server) {
  let wished = server.port;
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(wished);
    const child = launch(server, port);
    const ready = await until(async () => child.exitCode !== null || child.signalCode !== null || (await server.isReady(port)), START_LIMIT);
    if (ready && child.exitCode === null && child.signalCode === null) return { name: server.name, port, child };
    child.kill('SIGKILL');
    if (attempt === 3 || !/address already in use/i.test(logOf(server))) throw new Error(`${server.name} did not start:\n${logTail(server)}`);
    wished = undefined;
  }
}

function launch(server, port) {
  const log = openSync(server.log, 'w');
  try {
    return spawnGuarded(server.command, server.args(port), { stdio: ['ignore', log, log], env: server.env ?? process.env });
  } finally {
    closeSync(log);
  }
}

function logOf(server) {
  return readFileSync(server.log, 'utf8');
}

function logTail(server) {
  return logOf(server).trim().split('\n').slice(-12).join('\n');
}
