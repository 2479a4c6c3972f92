import { build } from '../build.mjs';

/** `npm run build`: builds `dist/`, whatever is there already. */
export async function perform() {
  await build();
  return 0;
}
