import { mayOrderAgain, offerWindow } from './offer-window.js';
import type { Offer } from '../answers/things.js';

const now = new Date('2026-11-24T10:00:00Z');
const offer = {
  kind: 'collaborative', status: 'published', audience: ['OU1'], cycle: 2, allowMultipleOrders: false,
  schedule: { start: '2026-11-01T00:00:00Z', end: '2026-12-31T00:00:00Z' }, availableAt: '2026-11-10T00:00:00Z', registrationDeadline: '2026-12-10T00:00:00Z',
} as unknown as Offer;

describe('whether an offer takes orders', () => {
  it('does from its availability to its registration deadline, once published', () => {
    expect(offerWindow(offer, 'OU1', now)).toEqual({ kind: 'open', until: '2026-12-10T00:00:00Z' });
    expect(offerWindow({ ...offer, registrationDeadline: null }, 'OU1', now)).toEqual({ kind: 'open', until: '2026-12-31T00:00:00Z' });
    expect(offerWindow({ ...offer, registrationDeadline: '2026-11-20T00:00:00Z' }, 'OU1', now)).toEqual({ kind: 'closed', since: '2026-11-20T00:00:00Z' });
  });

  it('takes drafts before', () => {
    expect(offerWindow({ ...offer, status: 'approved', availableAt: '2026-11-30T00:00:00Z' }, 'OU1', now)).toEqual({ kind: 'opens', at: '2026-11-30T00:00:00Z' });
    expect(offerWindow({ ...offer, status: 'approved' }, 'OU1', now)).toEqual({ kind: 'opens', at: null });
  });

  it('is gone outside of its schedule, when canceled, and for whom it is not meant', () => {
    expect(offerWindow({ ...offer, schedule: { start: '2026-11-01T00:00:00Z', end: '2026-11-24T10:00:00Z' } }, 'OU1', now).kind).toBe('gone');
    expect(offerWindow({ ...offer, status: 'canceled' }, 'OU1', now).kind).toBe('gone');
    expect(offerWindow(offer, 'OU2', now).kind).toBe('gone');
    expect(offerWindow({ ...offer, kind: 'local', audience: [] }, 'OU2', now).kind).toBe('open');
    expect(offerWindow({ ...offer, audience: [] }, 'OU2', now).kind).toBe('gone');
  });

  it('takes one live order of the cycle, several only where a local package says so', () => {
    expect(mayOrderAgain(offer, [{ status: 'ordered', cycle: 2 }])).toBe(false);
    expect(mayOrderAgain(offer, [{ status: 'canceled', cycle: 2 }, { status: 'available', cycle: 1 }])).toBe(true);
    expect(mayOrderAgain({ ...offer, kind: 'local', allowMultipleOrders: true }, [{ status: 'available', cycle: 2 }])).toBe(true);
  });
});
