import { figure, numberOf, sum } from './figures.js';

describe('figures', () => {
  it('are grouped as the language does', () => {
    expect(figure(48_612, 'en')).toBe('48,612');
    expect(figure(48_612, 'fr').replace(/\s/g, ' ')).toBe('48 612');
  });

  it('keep the plus of a count that stopped at its limit, alone or in a sum', () => {
    expect(figure('10000+', 'en')).toBe('10,000+');
    expect(sum([3, '10000+'])).toBe('10003+');
    expect(sum([3, 4])).toBe(7);
    expect(numberOf('10000+')).toBe(10_000);
  });
});
