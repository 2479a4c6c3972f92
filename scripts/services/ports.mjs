import { createServer } from 'node:net';

// Below the range from which the system takes ports for outgoing connections: a port kept for the
// next start is then seldom taken in the meantime.
const LOWEST = 20_000;
const COUNT = 12_000;

/** Whether nothing listens on this port of 127.0.0.1. */
export function isFree(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** The wished port if it is free, else a free one at random. */
export async function freePort(wished) {
  if (wished && (await isFree(wished))) return wished;
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * COUNT);
    if (await isFree(port)) return port;
  }
}

/** The first free port from `first` on, on every address that a browser may use for localhost. */
export async function firstFreePort(first) {
  for (let port = first; ; port++) {
    if ((await isFree(port)) && (await isFree(port, '0.0.0.0'))) return port;
  }
}
