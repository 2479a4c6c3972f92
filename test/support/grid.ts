/** `npm run test:all` asks for the full grids; `npm test` takes one pass of each kind. */
export const FULL_GRID = process.env['RELAIS_GRID'] === 'full';

/** Rounds of a fault story: once, or `full` times. */
export function rounds(full: number): number[] {
  return Array.from({ length: FULL_GRID ? full : 1 }, (_, index) => index + 1);
}

/** Every language, or the one that a story takes for its single pass. */
export function languages(one: 'en' | 'fr'): ('en' | 'fr')[] {
  return FULL_GRID ? ['en', 'fr'] : [one];
}

/** Every row of a table whose kind another pass shows row by row, or each fourth. */
export function spotChecks<T>(rows: readonly T[]): T[] {
  return rows.filter((_row, index) => FULL_GRID || index % 4 === 0);
}
