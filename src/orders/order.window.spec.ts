import { aCampaignPackage } from '../../test/builders/campaign-package.js';
import { choiceIsOver, offerIsClosed, registrationIsClosed } from './order.window.js';

// On offer 1 April to 30 June, orders from 10 April 08:00 to 31 May 22:00 (UTC).
const published = aCampaignPackage({ status: 'published' });
const at = (instant: string): Date => new Date(instant);

describe('when an order may be drafted', () => {
  it.each([
    ['2026-03-31T23:59:59Z', 'not-open-to-orders'],
    ['2026-04-01T00:00:00Z', 'open'],
    ['2026-06-29T23:59:59Z', 'open'],
    ['2026-06-30T00:00:00Z', 'not-open-to-orders'],
  ])('%s: %s', (instant, expected) => {
    expect(offerIsClosed(published, at(instant))?.code ?? 'open').toBe(expected);
    expect(offerIsClosed({ ...published, status: 'approved' }, at(instant))?.code ?? 'open').toBe(expected);
  });

  it.each(['being-edited', 'pending-approval', 'rejected', 'canceled'] as const)('not while the package is %s', (status) => {
    expect(offerIsClosed({ ...published, status }, at('2026-04-20T00:00:00Z'))?.code).toBe('not-open-to-orders');
  });
});

describe('when an order may be placed', () => {
  it.each([
    ['2026-04-10T07:59:59Z', 'CAT86 takes orders from 2026-04-10 08:00 UTC.'],
    ['2026-04-10T08:00:00Z', undefined],
    ['2026-05-31T21:59:59.999Z', undefined],
    ['2026-05-31T22:00:00Z', 'CAT86 took orders until 2026-05-31 22:00 UTC.'],
  ])('%s: %s', (instant, sentence) => {
    expect(registrationIsClosed(published, at(instant))?.text.en).toBe(sentence);
  });

  it('until the end of the schedule where there is no registration deadline', () => {
    const open = { ...published, registrationDeadline: null };

    expect(registrationIsClosed(open, at('2026-06-29T23:00:00Z'))).toBeUndefined();
    expect(registrationIsClosed(open, at('2026-06-30T00:00:00Z'))?.details).toMatchObject({ closesAt: at('2026-06-30T00:00:00Z') });
  });

  it('once the package is published, not before', () => {
    expect(registrationIsClosed({ ...published, status: 'approved' }, at('2026-04-20T00:00:00Z'))?.text.fr).toMatch(/une fois publié/);
    expect(registrationIsClosed({ ...published, status: 'being-edited' }, at('2026-04-20T00:00:00Z'))?.text.en).toMatch(/neither approved nor published/);
  });

  it('says when it is open, for a program too', () => {
    expect(registrationIsClosed(published, at('2026-04-05T00:00:00Z'))?.details).toEqual({ package: 'CAT86', opensAt: at('2026-04-10T08:00:00Z'), closesAt: at('2026-05-31T22:00:00Z') });
  });
});

describe('until when an entity may leave what it was subscribed to', () => {
  it('says since when it is too late, and whom to ask', () => {
    const { code, text } = choiceIsOver(published, at('2026-04-20T00:00:00Z')) ?? {};

    expect(code).toBe('order-available');
    expect(text?.en).toBe('CAT86 is available since 2026-04-10 08:00 UTC: the order can no longer be withdrawn by the entity. Ask head office to cancel it.');
    expect(text?.fr).toBe('CAT86 est disponible depuis le 2026-04-10 08:00 UTC : l’entité ne peut plus retirer la commande. Demandez à l’entité centrale de l’annuler.');
  });

  it('to the availability date, though nobody has published it yet', () => {
    const approved = { ...published, status: 'approved' as const };

    expect(choiceIsOver(approved, at('2026-04-10T07:59:59Z'))).toBeUndefined();
    expect(choiceIsOver(approved, at('2026-04-10T08:00:00Z'))?.code).toBe('order-available');
  });
});
