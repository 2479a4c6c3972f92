// Programs that had to be fetched are kept per user, never in the clone: the next clone finds them.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { removeAtExit } from '../guard.mjs';

/** Folder of what is kept: `$XDG_CACHE_HOME/relais`, else `~/.cache/relais`. */
export function cacheFolder() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'relais');
}

/** Paths of the kept programs of this name (`mongod`, `redis-server`). */
export function keptPrograms(name) {
  const folder = join(cacheFolder(), name);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).sort().reverse().map((origin) => join(folder, origin, name));
}

/**
 * Has `fill(folder)` put the program into an empty folder, then moves that folder into the cache in
 * one step: two clones that fetch at once both end with a whole program.
 * @returns the path of the kept program, or null when `fill` did not bring it
 */
export async function keep(name, origin, fill) {
  const home = join(cacheFolder(), name);
  mkdirSync(home, { recursive: true });
  const filling = mkdtempSync(join(cacheFolder(), '.filling-'));
  removeAtExit(filling);
  try {
    await fill(filling);
    if (!existsSync(join(filling, name))) return null;
    moveOnce(filling, join(home, origin));
    return join(home, origin, name);
  } finally {
    rmSync(filling, { recursive: true, force: true });
  }
}

function moveOnce(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    // The other clone was first: its copy is as good.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  }
}
