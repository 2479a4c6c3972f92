import { DomainError } from '../errors/domain-error.js';
import { compileQuery, queryErrors, querySchema, readScalar } from './query.compiler.js';

function refusedFields(query: unknown): string[] {
  try {
    compileQuery(query as never, 'target.query');
    return [];
  } catch (error) {
    return error instanceof DomainError ? (error.details.errors ?? []).map((one) => one.field) : ['another error'];
  }
}

describe('compiling a query', () => {
  it('selects everybody where nothing is asked', () => {
    expect(compileQuery({})).toEqual({});
  });

  it('joins its conditions by and', () => {
    expect(compileQuery({ city: 'Lyon', age: { gte: 18, lt: 65 } })).toEqual({
      $and: [{ 'attributes.city': { $in: ['Lyon'] } }, { 'attributes.age': { $gte: 18, $lt: 65 } }],
    });
  });

  it('finds any of several values', () => {
    expect(compileQuery({ city: ['Lyon', 'Paris'] })).toEqual({ $and: [{ 'attributes.city': { $in: ['Lyon', 'Paris'] } }] });
  });

  it('asks columns by their own name, an address in lower case', () => {
    expect(compileQuery({ email: 'Ann@Example.org', firstName: 'Ann', lastName: 'Lee', locale: 'fr', entity: 'OU1' })).toEqual({
      $and: [{ email: { $in: ['ann@example.org'] } }, { firstName: { $in: ['Ann'] } }, { lastName: { $in: ['Lee'] } }, { locale: { $in: ['fr'] } }, { entity: { $in: ['OU1'] } }],
    });
  });

  it('finds a number that the caller wrote as a text, and a text written as a number', () => {
    expect(compileQuery({ postcode: '75001' })).toEqual({ $and: [{ 'attributes.postcode': { $in: ['75001', 75001] } }] });
    expect(compileQuery({ postcode: 75001 })).toEqual({ $and: [{ 'attributes.postcode': { $in: [75001, '75001'] } }] });
    expect(compileQuery({ postcode: '01234' })).toEqual({ $and: [{ 'attributes.postcode': { $in: ['01234'] } }] });
    expect(compileQuery({ member: 'true' })).toEqual({ $and: [{ 'attributes.member': { $in: ['true', true] } }] });
  });

  it.each([
    [{ $where: 'sleep(1)' }, ['target.query.$where']],
    [{ 'city.$ne': 1 }, ['target.query.city.$ne']],
    [{ 'a.b': 1 }, ['target.query.a.b']],
    [{ city: { $ne: 'Lyon' } }, ['target.query.city']],
    [{ city: { $gt: '' } }, ['target.query.city']],
    [{ city: { gt: 1, $ne: 2 } }, ['target.query.city']],
    [{ city: { gt: { $ne: 1 } } }, ['target.query.city']],
    [{ city: [{ $ne: 1 }] }, ['target.query.city']],
    [{ city: [['Lyon']] }, ['target.query.city']],
    [{ city: {} }, ['target.query.city']],
    [{ city: [] }, ['target.query.city']],
    [{ city: null }, ['target.query.city']],
    [{ age: { gt: 1, lt: 'z' } }, ['target.query.age']],
    [{ age: { gt: true } }, ['target.query.age']],
    [{ age: Number.NaN }, ['target.query.age']],
    [{ city: 'x'.repeat(1001) }, ['target.query.city']],
    [JSON.parse('{"__proto__": {"gt": 1}}'), ['target.query.__proto__']],
    [{ constructor: 1 }, ['target.query.constructor']],
    [{ a: null, b: 'good', c: { or: 1 } }, ['target.query.a', 'target.query.c']],
    [['city', 'Lyon'], ['target.query']],
    ['city', ['target.query']],
    [null, ['target.query']],
    [Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`a${n}`, n])), ['target.query']],
  ])('refuses %j, naming the field', (query, fields) => {
    expect(refusedFields(query)).toEqual(fields);
  });

  it('says what is wrong in both languages', () => {
    const [error] = queryErrors({ city: { or: 1 } });
    expect(error?.message.en).toMatch(/gt, gte, lt or lte/);
    expect(error?.message.fr).toMatch(/gt, gte, lt ou lte/);
  });

  it('names the bad condition inside a request', () => {
    const parsed = querySchema.safeParse({ city: { $ne: 1 }, age: 3 });
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues.map((issue) => issue.path)).toEqual([['city']]);
    expect(querySchema.parse({ age: { gte: 3 } })).toEqual({ age: { gte: 3 } });
  });
});

describe('reading a cell', () => {
  it.each([
    ['42', 42],
    ['-3.5', -3.5],
    ['01234', '01234'],
    ['1.50', '1.50'],
    ['1e5', '1e5'],
    ['+336', '+336'],
    ['true', true],
    ['True', 'True'],
    ['', ''],
    ['12345678901234567890', '12345678901234567890'],
  ])('reads %j as %j', (cell, value) => {
    expect(readScalar(cell)).toBe(value);
  });
});
