import { parseArgs } from 'node:util';
import { stopRequested } from '../processes.mjs';
import { startServices } from '../services/start-services.mjs';
import { say } from '../say.mjs';

/** `npm run services`: one JSON line when ready, then until SIGTERM. */
export async function perform(args) {
  const { values } = parseArgs({ args, options: { data: { type: 'string' }, ephemeral: { type: 'boolean' } } });
  let died;
  const death = new Promise((resolve) => (died = resolve));
  const services = await startServices({ ...values, onDeath: died });
  process.stdout.write(`${JSON.stringify(services.env)}\n`);
  const name = await Promise.race([stopRequested().then(() => null), death]);
  if (name) say(`${name} ended by itself: stopping the others`, `${name} s’est arrêté de lui-même : arrêt des autres`);
  await services.stop();
  return name ? 1 : 0;
}
