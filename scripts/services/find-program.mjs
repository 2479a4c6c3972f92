import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture } from '../processes.mjs';
import { Refusal, say } from '../say.mjs';
import { keep, keptPrograms } from './cache.mjs';

/**
 * Finds a server program: on the path, else kept from an earlier time, else fetched in the given
 * order. Each attempt that fails says why, and what is tried next.
 * @param wanted `{name, onPath: [names], attempts: [{origin, from: {en, fr}, applies, fetch(folder) -> null | reason}], waysOut: {en, fr}}`
 * @returns the path of a program that answered `--version`
 * @throws Refusal naming the ways out
 */
export async function findProgram({ name, onPath, attempts, waysOut }) {
  for (const path of [...programsOnPath(onPath), ...keptPrograms(name)]) {
    if (await answers(path)) return path;
    say(`${path} does not start here; looking further for ${name}`, `${path} ne démarre pas ici ; recherche d’un autre ${name}`);
  }
  for (const attempt of attempts) {
    if (!attempt.applies()) continue;
    say(`no ${name} yet: trying ${attempt.from.en}`, `pas encore de ${name} : essai par ${attempt.from.fr}`);
    const { path, reason } = await fetched(name, attempt);
    if (path) return path;
    say(`that did not work: ${reason}`, `échec : ${reason}`);
  }
  throw new Refusal(waysOut.en, waysOut.fr);
}

async function fetched(name, attempt) {
  let reason = null;
  const path = await keep(name, attempt.origin, async (folder) => {
    reason = await attempt.fetch(folder);
  });
  if (!path) return { reason: reason ?? `it brought no ${name}` };
  return (await answers(path)) ? { path } : { reason: `${path} does not start here` };
}

/** A program for another system or without its libraries is found, yet does not start. */
async function answers(path) {
  return (await capture(path, ['--version'])).code === 0;
}

/** Paths of the executables of these names on the path. */
export function programsOnPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...new Set(paths)].filter(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
