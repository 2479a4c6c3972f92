import { watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { servicesForApplication, startApplication } from '../application.mjs';
import { buildIfNewer } from '../build.mjs';
import { end, stopRequested } from '../processes.mjs';
import { root } from '../root.mjs';
import { Refusal, say } from '../say.mjs';

/** `npm run dev`: builds and starts again after each change under src. */
export async function perform() {
  const services = await servicesForApplication();
  const stop = stopRequested().then(() => 'stop');
  const changed = watchSources();
  let running = await started(services.env);
  while ((await Promise.race([changed(), stop])) !== 'stop') {
    if (running) await end(running.child);
    running = await started(services.env);
  }
  if (running) await end(running.child);
  await services.stop();
  return 0;
}

/** The running application, or null when the sources do not build at the moment. */
async function started(env) {
  try {
    await buildIfNewer();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(`${error.message}; waiting for a change`, `${error.message} ; en attente d’un changement`);
    return null;
  }
  const application = startApplication(env);
  application.exited.then(() => say('the application ended', 'l’application s’est arrêtée'));
  return application;
}

/** Returns a function whose promise resolves after the next change under src, one made meanwhile included. */
function watchSources() {
  let pending = false;
  let wake = () => undefined;
  watch(join(root, 'src'), { recursive: true }, () => {
    pending = true;
    wake();
  });
  return async () => {
    if (!pending) await new Promise((resolve) => (wake = resolve));
    // An editor writes several times for one change.
    await pause(100);
    pending = false;
  };
}
