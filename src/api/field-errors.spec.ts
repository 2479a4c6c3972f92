import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

import { DomainError } from '../errors/domain-error.js';
import { code, email, instant, label, whole } from './fields.js';
import { checked } from './valid-body.js';

const schema = z.strictObject({
  label: label(),
  package: code('package'),
  contact: email().nullable().optional(),
  schedule: z.strictObject({ start: instant(), end: instant().nullable() }).optional(),
  audience: z.array(code('entity')).max(3).optional(),
  kind: z.enum(['local', 'collaborative']).optional(),
  rate: whole(1, 100).optional(),
  target: z.union([z.string(), z.array(z.string()), z.strictObject({ gt: z.number() })]).optional(),
  activity: z.discriminatedUnion('type', [z.strictObject({ type: z.literal('wait') }), z.strictObject({ type: z.literal('split') })]).optional(),
  parameters: z.record(z.string().max(5), z.string()).optional(),
});

function errorsOf(body: unknown): Record<string, string> {
  try {
    checked(schema, body);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return Object.fromEntries((error.details.errors ?? []).map(({ field, message }) => [field, `${message.en} | ${message.fr}`]));
  }
  return {};
}

const good = { label: 'Savings week', package: 'CAT86' };

describe('a body that is refused', () => {
  it('names every bad field at once, by its path', () => {
    expect(Object.keys(errorsOf({ label: 7, schedule: { start: 'tomorrow', end: 3, day: 1 }, audience: ['OU1', 'OU2', 'x'], status: 'published' }))).toEqual([
      'label',
      'package',
      'schedule.start',
      'schedule.end',
      'schedule.day',
      'audience[2]',
      'status',
    ]);
  });

  it.each([
    ['missing', { package: 'CAT86' }, 'label', 'is missing | est obligatoire'],
    ['null', { ...good, label: null }, 'label', 'must be text, not null | doit être un texte, pas null'],
    ['wrong type', { ...good, label: 7 }, 'label', 'must be text | doit être un texte'],
    ['blank', { ...good, label: '  ' }, 'label', 'may not be empty | ne peut pas être vide'],
    ['too long', { ...good, label: 'x'.repeat(201) }, 'label', 'may be 200 characters long at most | peut compter 200 caractères au plus'],
    ['two lines', { ...good, label: 'a\nb' }, 'label', 'must be one line, without control characters | doit tenir sur une ligne, sans caractère de contrôle'],
    ['half a pair', { ...good, label: 'a\ud800' }, 'label', 'holds characters that are no text (NUL or half of a pair) | contient des caractères qui ne sont pas du texte (NUL ou moitié de paire)'],
    ['unknown field', { ...good, version: 1 }, 'version', 'is not a field that can be set here | n’est pas un champ modifiable ici'],
    ['bad code', { ...good, package: 'DM6' }, 'package', 'must be the code of a package, like CAT86 | doit être le code d’un kit, comme CAT86'],
    ['bad e-mail', { ...good, contact: 'nobody' }, 'contact', 'must be an e-mail address, like name@example.com | doit être une adresse e-mail, comme nom@exemple.fr'],
    ['no zone', { ...good, schedule: { start: '2026-05-01T09:00:00', end: null } }, 'schedule.start', 'must say its time zone: end it with Z or +02:00 | doit indiquer son fuseau : terminez-la par Z ou +02:00'],
    ['no such day', { ...good, schedule: { start: '2026-02-30T09:00:00Z', end: null } }, 'schedule.start', 'is no date of the calendar | n’existe pas dans le calendrier'],
    ['too many', { ...good, audience: ['OU1', 'OU2', 'OU3', 'OU4'] }, 'audience', 'may hold 3 entries at most | peut contenir 3 éléments au plus'],
    ['not one of', { ...good, kind: 'global' }, 'kind', 'must be one of local, collaborative | doit être l’une de ces valeurs : local, collaborative'],
    ['out of range', { ...good, rate: 101 }, 'rate', 'must be 100 at most | doit être au plus 100'],
    ['a fraction', { ...good, rate: 1.5 }, 'rate', 'must be a whole number | doit être un nombre entier'],
    ['no form of several', { ...good, target: true }, 'target', 'must be text, or must be a list, or must be an object | doit être un texte, ou doit être une liste, ou doit être un objet'],
    ['the meant form of several', { ...good, target: { gt: 'x' } }, 'target.gt', 'must be a number | doit être un nombre'],
    ['unknown variant', { ...good, activity: { type: 'jump' } }, 'activity.type', 'must be one of wait, split | doit être l’une de ces valeurs : wait, split'],
    ['name too long', { ...good, parameters: { muchTooLong: 'x' } }, 'parameters.muchTooLong', 'may be 5 characters long at most | peut compter 5 caractères au plus'],
    ['no object', [], 'body', 'must be an object | doit être un objet'],
    ['null as a body', null, 'body', 'must be an object, not null | doit être un objet, pas null'],
    ['a name that reaches a prototype', JSON.parse('{"label":"a","package":"CAT1","parameters":{"__proto__":"x"}}'), 'parameters.__proto__', 'is not a name that a field can have | n’est pas un nom de champ possible'],
  ])('says what is wrong in both languages: %s', (_case, body, field, sentences) => {
    expect(errorsOf(body)).toEqual({ [field]: sentences });
  });

  it('survives endless nesting', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 5_000; level++) deep = [deep];

    expect(errorsOf({ ...good, audience: deep })).toMatchObject({ 'audience[0][0]': expect.stringContaining('nested deeper') });
  });
});

describe('a body that is accepted', () => {
  it('takes an instant with any zone as the same instant in UTC', () => {
    const body = checked(schema, { ...good, schedule: { start: '2026-05-01T11:00:00+02:00', end: '2028-02-29T23:59Z' } });

    expect(body.schedule).toEqual({ start: new Date('2026-05-01T09:00:00Z'), end: new Date('2028-02-29T23:59:00Z') });
  });

  it('raises a code, lowers an e-mail and takes blanks off a label', () => {
    expect(checked(schema, { label: ' Savings ', package: 'cat86', contact: ' Ann@Example.com ' })).toMatchObject({ label: 'Savings', package: 'CAT86', contact: 'ann@example.com' });
  });
});
