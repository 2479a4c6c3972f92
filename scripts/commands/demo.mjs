import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildIfNewer } from '../build.mjs';
import { stopRequested } from '../processes.mjs';
import { root } from '../root.mjs';
import { Refusal } from '../say.mjs';
import { firstFreePort } from '../services/ports.mjs';
import { startServices } from '../services/start-services.mjs';

const story = join(root, 'scripts', 'demo.mjs');

/**
 * `npm run demo`: fresh services and the first free port from 3000, then the story, whose
 * `runDemo({services, port, flags, signal})` returns the exit code; `signal` aborts when we are asked to stop.
 */
export async function perform(args) {
  const { values: flags } = parseArgs({ args, options: { once: { type: 'boolean' }, json: { type: 'boolean' } } });
  if (!existsSync(story)) throw new Refusal('this version has no demo', 'cette version n’a pas de démonstration');
  await buildIfNewer();
  const { runDemo } = await import(pathToFileURL(story).href);
  const stopping = new AbortController();
  // Fresh data, whatever addresses the environment gives: a demo must not write into somebody's base.
  const services = await startServices({ ephemeral: true, environment: {} });
  stopRequested().then(() => stopping.abort());
  try {
    return (await runDemo({ services, port: await firstFreePort(3000), flags, signal: stopping.signal })) ?? 0;
  } finally {
    await services.stop();
  }
}
