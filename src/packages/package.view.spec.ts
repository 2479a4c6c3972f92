import { aCampaignPackage } from '../../test/builders/campaign-package.js';
import type { Actor } from '../operators/actor.js';
import { packageView } from './package.view.js';

const now = new Date('2026-05-01T00:00:00Z');
const reader = (role: Actor['role']): Actor => ({ email: 'a@relais.example', name: 'A', role, entity: role === 'local' ? 'OU1' : null, locale: 'en' });
const planned = [{ from: 'date', at: now, remindedAt: null } as const];
const earlier = { cycle: 1, endedAt: now, endedBy: 'claire@meridian.example', endedAs: 'published', publishedAt: now, approval: null, cancellation: null, schedule: { start: null, end: null }, availableAt: null, registrationDeadline: null, personalizationDeadline: null } as const;
const stored = aCampaignPackage({ cycle: 2, plannedReminders: [...planned], earlierCycles: [earlier], subscribing: now, opening: now, lateOrdersFor: now, nextReminderAt: now });

describe('a package as a reader sees it', () => {
  it.each(['admin', 'central', 'local'] as const)('%s: what only the machinery reads is hidden', (role) => {
    const shown = Object.keys(packageView(reader(role), stored, { now, orderCounts: {} }));

    for (const hidden of ['_id', 'fingerprint', 'lateFrom', 'lateDeadline', 'awaitingAtClose', 'nextReminderAt', 'subscribing', 'opening', 'lateOrdersFor']) expect(shown).not.toContain(hidden);
  });

  it('head office sees reviewers, the plan of reminders, earlier cycles and counts', () => {
    expect(packageView(reader('central'), stored, { now, orderCounts: { ordered: 2 } })).toMatchObject({ code: 'CAT86', reviewers: [], plannedReminders: planned, earlierCycles: [earlier], orderCounts: { ordered: 2 } });
  });

  it('a local operator sees none of them', () => {
    const shown = packageView(reader('local'), stored, { now, orderCounts: { ordered: 2 } });

    for (const field of ['reviewers', 'plannedReminders', 'earlierCycles', 'orderCounts', 'approval', 'rejection', 'submittedBy', 'submittedAt', 'approvalDeadline', 'reminders']) expect(shown).not.toHaveProperty(field);
  });
});
