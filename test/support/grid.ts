/** `npm run test:all` asks for the full grids; `npm test` takes one pass of each kind. */
export const FULL_GRID = process.env['RELAIS_GRID'] === 'full';

/** Rounds of a fault story: once, or `full` times. */
export function rounds(full: number): number[] {
  return Array.from({ length: FULL_GRID ? full : 1 }, (_, index) => index + 1);
}
