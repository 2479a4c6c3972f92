import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { application } from './build.mjs';
import { spawnGuarded } from './guard.mjs';
import { nodeOptions } from './node-options.mjs';
import { root } from './root.mjs';
import { startServices } from './services/start-services.mjs';

/**
 * The services that the application needs: the given ones, and the embedded ones for what is
 * missing; in production a missing address is the application's to refuse.
 * @param options `{data, onDeath}` as of `startServices`
 * @returns what `startServices` returns, its `env` completed to that of the application
 */
export async function servicesForApplication({ data, onDeath } = {}) {
  const folder = resolve(data ?? join(root, '.data'));
  const only = process.env.NODE_ENV === 'production' ? [] : undefined;
  const services = await startServices({ data: folder, only, reuse: true, onDeath });
  return { ...services, env: { RELAIS_DATA: folder, ...process.env, ...services.env } };
}

/** Starts `dist/main.js`; it ends with this process. @returns the child and the promise of its exit code */
export function startApplication(env) {
  const child = spawnGuarded(process.execPath, [...nodeOptions(env.RELAIS_ROLES), application], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  return { child, exited: once(child, 'exit').then(([code]) => code ?? 1) };
}
