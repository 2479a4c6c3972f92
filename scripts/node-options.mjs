/** A worker's memory stays flat: without these Node lets its heap grow with the machine's memory. */
const WORKER = ['--max-old-space-size=256', '--max-semi-space-size=4'];

/** @param roles RELAIS_ROLES of the process @returns the options of node that the application is started with */
export function nodeOptions(roles) {
  return ['--enable-source-maps', ...(roles === 'worker' ? WORKER : [])];
}
