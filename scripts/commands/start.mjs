import { parseArgs } from 'node:util';
import { servicesForApplication, startApplication } from '../application.mjs';
import { buildIfNewer } from '../build.mjs';
import { end, stopRequested } from '../processes.mjs';
import { say } from '../say.mjs';

/** `npm start`: the application on the given services, or on embedded ones whose data stays. */
export async function perform(args) {
  const { values } = parseArgs({ args, options: { data: { type: 'string' } } });
  await buildIfNewer();
  let died;
  const death = new Promise((resolve) => (died = resolve));
  const services = await servicesForApplication({ ...values, onDeath: died });
  const { child, exited } = startApplication(services.env);
  const code = await Promise.race([
    exited,
    stopRequested().then(() => 0),
    death.then((name) => {
      say(`${name} ended by itself: stopping`, `${name} s’est arrêté de lui-même : arrêt`);
      return 1;
    }),
  ]);
  // The application first: it still writes down what it was doing.
  await end(child);
  await services.stop();
  return code;
}
