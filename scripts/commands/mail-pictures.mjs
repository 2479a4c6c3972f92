import { parseArgs } from 'node:util';
import { buildIfNewer } from '../build.mjs';
import { takeMailPictures } from '../mail-pictures.mjs';
import { startServices } from '../services/start-services.mjs';

/** `npm run mail-pictures`: every mail, in both languages, caught after the real command and seen as a picture in docs/mails. */
export async function perform(args) {
  const { values } = parseArgs({ args, options: { out: { type: 'string' } } });
  await buildIfNewer();
  const services = await startServices({ ephemeral: true, environment: {} });
  try {
    await takeMailPictures({ services, out: values.out });
    return 0;
  } finally {
    await services.stop();
  }
}
