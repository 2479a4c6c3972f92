import { readRow } from './import-row.js';

describe('reading one recipient', () => {
  it('keeps the address in lower case, columns and attributes apart', () => {
    expect(readRow({ email: ' Ann@Example.ORG ', entity: 'OU1', firstName: 'Ann', locale: 'fr', city: 'Lyon', age: 41 })).toEqual({
      email: 'ann@example.org',
      entity: 'OU1',
      set: { firstName: 'Ann', locale: 'fr', 'attributes.city': 'Lyon', 'attributes.age': 41 },
      unset: [],
    });
  });

  it('null clears an attribute and a name; what is left out is left alone', () => {
    expect(readRow({ email: 'a@b.example', entity: 'OU1', lastName: null, locale: null, city: null })).toEqual({ email: 'a@b.example', entity: 'OU1', set: { lastName: '' }, unset: ['attributes.city'] });
  });

  it.each([
    [undefined, /^not a recipient/],
    ['a@b.example', /^not a recipient/],
    [[], /^not a recipient/],
    [{}, /^email/],
    [{ email: 'nobody', entity: 'OU1' }, /^email: not an address: "nobody"/],
    [{ email: 'a@b.example\r\nBcc: c@d.example', entity: 'OU1' }, /^email/],
    [{ email: { $gt: '' }, entity: 'OU1' }, /^email/],
    [{ email: 'a@b.example' }, /^entity: missing/],
    [{ email: 'a@b.example', entity: { $ne: 1 } }, /^entity/],
    [{ email: 'a@b.example', entity: 'OU1', firstName: 7 }, /^firstName/],
    [{ email: 'a@b.example', entity: 'OU1', locale: 'de' }, /^locale: en or fr, not "de"/],
    [{ email: 'a@b.example', entity: 'OU1', $set: 1 }, /no name of an attribute/],
    [{ email: 'a@b.example', entity: 'OU1', 'a.b': 1 }, /no name of an attribute/],
    [JSON.parse('{"email":"a@b.example","entity":"OU1","__proto__":1}'), /no name of an attribute/],
    [{ email: 'a@b.example', entity: 'OU1', city: ['Lyon'] }, /^city/],
    [{ email: 'a@b.example', entity: 'OU1', city: 'x'.repeat(1_001) }, /^city/],
  ])('%j is rejected, and why is said', (raw, why) => {
    const row = readRow(raw);

    expect('why' in row ? row.why.en : '').toMatch(why);
    expect('why' in row && row.why.fr !== row.why.en).toBe(true);
  });
});
