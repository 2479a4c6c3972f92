import { parseArgs } from 'node:util';
import { buildIfNewer } from '../build.mjs';
import { takeScreenshots } from '../screenshots/take.mjs';
import { startServices } from '../services/start-services.mjs';

/** `npm run screenshots`: every screen of the panel on the sample network, in docs/screens. `-- --only packages,home` takes those alone. */
export async function perform(args) {
  const { values } = parseArgs({ args, options: { out: { type: 'string' }, only: { type: 'string' } } });
  await buildIfNewer();
  const services = await startServices({ ephemeral: true, environment: {} });
  try {
    await takeScreenshots({ services, out: values.out, only: values.only?.split(',') });
    return 0;
  } finally {
    await services.stop();
  }
}
