/**
 * A worker's memory stays flat: without a bound Node lets its heap grow with the machine's memory, and
 * source maps take some 17 MB, so its traces name lines of `dist/`.
 */
const WORKER = ['--max-old-space-size=256', '--max-semi-space-size=16'];
const API = ['--enable-source-maps'];

/** @param roles RELAIS_ROLES of the process @returns the options of node that the application is started with */
export function nodeOptions(roles) {
  return roles === 'worker' ? WORKER : API;
}
