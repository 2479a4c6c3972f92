import { testAll } from './test.mjs';

/** `npm run test:all`: as `npm test`, with every screen, language and theme, and the longer runs. */
export async function perform(args) {
  return testAll(args, { RELAIS_GRID: 'full' });
}
