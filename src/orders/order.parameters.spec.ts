import type { FormField } from '../packages/package.schema.js';
import { checkParameters, fitParameters, mergeParameters } from './order.parameters.js';

function field(given: Partial<FormField>): FormField {
  return { name: 'offer', label: 'Offer', type: 'text', options: [], required: false, default: null, ...given };
}

const form = [
  field({ name: 'manager', label: 'Manager', required: true }),
  field({ name: 'seats', label: 'Seats', type: 'number' }),
  field({ name: 'day', label: 'Day', type: 'date' }),
  field({ name: 'parking', label: 'Parking', type: 'boolean', default: false }),
  field({ name: 'size', label: 'Size', type: 'choice', options: ['small', 'large'], default: 'small' }),
];

describe('the values of an order', () => {
  it('are complete with the defaults of the form in the empty places', () => {
    const checked = checkParameters(form, { manager: 'Ann Lee', seats: 12, day: '2026-05-01' }, false);

    expect(checked).toEqual({ parameters: { manager: 'Ann Lee', seats: 12, day: '2026-05-01', parking: false, size: 'small' }, errors: [], incomplete: false });
  });

  it('keep a value of false and of 0', () => {
    expect(checkParameters(form, { manager: 'A', seats: 0, parking: false }, false).parameters).toMatchObject({ seats: 0, parking: false });
  });

  it.each([
    [{ seats: '12' }, 'parameters.seats'],
    [{ seats: true }, 'parameters.seats'],
    [{ day: '01/05/2026' }, 'parameters.day'],
    [{ day: '2026-02-31' }, 'parameters.day'],
    [{ day: 20260501 }, 'parameters.day'],
    [{ parking: 'yes' }, 'parameters.parking'],
    [{ size: 'huge' }, 'parameters.size'],
    [{ manager: 7 }, 'parameters.manager'],
    [{ color: 'red' }, 'parameters.color'],
  ])('%j is refused, naming the field', (given, named) => {
    const { errors } = checkParameters(form, { manager: 'Ann Lee', ...given }, false);

    expect(errors.map((error) => error.field)).toEqual([named]);
  });

  it('every bad one is named at once, in both languages', () => {
    const { errors } = checkParameters(form, { seats: 'many', size: 'huge' }, false);

    expect(errors.map((error) => error.field)).toEqual(['parameters.manager', 'parameters.seats', 'parameters.size']);
    expect(errors.map((error) => error.message.fr)).toEqual(['« Manager » est obligatoire.', 'doit être un nombre.', 'doit être l’une de ces valeurs : small, large.']);
  });

  it('may miss a required one where the package has a personalization deadline: the order is incomplete', () => {
    const checked = checkParameters(form, { seats: 12 }, true);

    expect(checked.errors).toEqual([]);
    expect(checked.incomplete).toBe(true);
  });

  it('an empty text is no value', () => {
    expect(checkParameters(form, { manager: '' }, false).errors.map((error) => error.field)).toEqual(['parameters.manager']);
  });

  it('an instant with its zone is a date, one without is not', () => {
    expect(checkParameters(form, { manager: 'A', day: '2026-05-01T09:00:00+02:00' }, false).errors).toEqual([]);
    expect(checkParameters(form, { manager: 'A', day: '2026-05-01T09:00:00' }, false).errors).toHaveLength(1);
  });
});

it('a change is put over what is there, null takes a value away', () => {
  expect(mergeParameters({ manager: 'Ann', seats: 12 }, { seats: null, day: '2026-05-01' })).toEqual({ manager: 'Ann', day: '2026-05-01' });
});

describe('values that nobody filled in by hand', () => {
  it('are the defaults of the form; a required one without a default is missing', () => {
    expect(fitParameters(form, {})).toEqual({ parameters: { parking: false, size: 'small' }, incomplete: true });
    expect(fitParameters([field({ required: true, default: 'Spring' })], {})).toEqual({ parameters: { offer: 'Spring' }, incomplete: false });
  });

  it('given to an earlier form, stay as far as this one takes them', () => {
    const given = { manager: 'Ann Lee', seats: 'many', color: 'red', size: 'large' };

    expect(fitParameters(form, given)).toEqual({ parameters: { manager: 'Ann Lee', parking: false, size: 'large' }, incomplete: false });
  });

  it('a wrong choice gives way to the default', () => {
    expect(fitParameters(form, { manager: 'Ann', size: 'huge' }).parameters).toMatchObject({ size: 'small' });
  });
});
