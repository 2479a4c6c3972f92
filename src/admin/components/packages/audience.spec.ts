import { matchingEntities, ORDER_CODE } from './audience.js';

const NAMES: Record<string, string> = { OU3: 'Lyon Part-Dieu', OU17: 'Lille Centre', OU44: 'Nice Masséna', OU40: 'Saint-Étienne' };
const found = (text: string): string[] => matchingEntities(Object.keys(NAMES), (code) => NAMES[code] ?? code, text);

describe('looking for an entity of an audience', () => {
  it('takes the start of any word of its name, accents and case aside', () => {
    expect(found('masse')).toEqual(['OU44']);
    expect(found('DIEU')).toEqual(['OU3']);
    expect(found('etienne')).toEqual(['OU40']);
    expect(found('li')).toEqual(['OU17']);
    expect(found('lyon p')).toEqual(['OU3']);
  });

  it('takes a code from its start, and nothing from its middle', () => {
    expect(found('ou4')).toEqual(['OU44', 'OU40']);
    expect(found('entre')).toEqual([]);
  });

  it('tells an order’s code from a name', () => {
    expect(ORDER_CODE.test('ord29')).toBe(true);
    expect(ORDER_CODE.test('Ordre')).toBe(false);
  });
});
