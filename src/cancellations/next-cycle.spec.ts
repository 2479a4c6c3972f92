import type { CampaignPackage, EarlierCycle } from '../packages/package.schema.js';
import { asInNextCycle } from './next-cycle.js';

const NOW = new Date('2026-06-10T09:00:00Z');
const PAST = new Date('2026-06-01T09:00:00Z');
const AHEAD = new Date('2026-07-01T09:00:00Z');

const published = {
  _id: 'CAT86',
  label: 'Summer savings',
  status: 'published',
  cycle: 3,
  schedule: { start: PAST, end: AHEAD },
  availableAt: PAST,
  registrationDeadline: AHEAD,
  personalizationDeadline: PAST,
  approvalDeadline: PAST,
  audience: ['OU1', 'OU2'],
  referenceCampaign: 'OP13',
  form: [{ name: 'manager', label: 'Manager', type: 'text', options: [], required: true, default: null }],
  reviewers: ['lea@relais.example'],
  reminders: [
    { from: 'date', date: PAST, offsetDays: 0 },
    { from: 'deadline', date: null, offsetDays: -1 },
  ],
  submittedBy: 'ines@relais.example',
  submittedAt: PAST,
  approval: { by: 'lea@relais.example', at: PAST },
  fingerprint: 'f00d',
  rejection: null,
  publishedAt: PAST,
  cancellation: { code: 'CXL4', by: 'lea@relais.example', at: PAST, comment: null },
  awaitingAtClose: 2,
  earlierCycles: [],
  lateFrom: AHEAD,
  lateDeadline: 'registrationDeadline',
} as unknown as CampaignPackage;

test('the next cycle is one further', () => {
  expect(asInNextCycle(published, NOW, 'ines@relais.example').cycle).toBe(4);
});

test('dates in the past are emptied, dates ahead stay', () => {
  expect(asInNextCycle(published, NOW, 'ines@relais.example')).toMatchObject({
    schedule: { start: null, end: AHEAD },
    availableAt: null,
    registrationDeadline: AHEAD,
    personalizationDeadline: null,
    approvalDeadline: null,
  });
});

test('a date of this very instant is past', () => {
  expect(asInNextCycle({ ...published, availableAt: NOW }, NOW, 'ines@relais.example').availableAt).toBeNull();
});

test('a reminder of a past date goes, one that follows the submission or the deadline stays', () => {
  expect(asInNextCycle(published, NOW, 'ines@relais.example').reminders).toEqual([{ from: 'deadline', date: null, offsetDays: -1 }]);
});

test('marks of submission, approval, availability and cancel are cleared', () => {
  expect(asInNextCycle(published, NOW, 'ines@relais.example')).toMatchObject({ submittedBy: null, submittedAt: null, approval: null, fingerprint: null, rejection: null, publishedAt: null, cancellation: null, awaitingAtClose: null });
});

test('label, audience, form and reviewers are not touched', () => {
  const changed = Object.keys(asInNextCycle(published, NOW, 'ines@relais.example'));

  expect(changed.filter((field) => ['label', 'audience', 'form', 'reviewers', 'referenceCampaign', 'kind', 'distributionLevel', 'orderApproval', 'folder'].includes(field))).toEqual([]);
});

test('an approval deadline that was only computed at the submission does not outlive it', () => {
  const submittedAt = new Date('2026-06-09T09:00:00Z');
  const threeDaysLater = new Date('2026-06-12T09:00:00Z');

  expect(asInNextCycle({ ...published, submittedAt, approvalDeadline: threeDaysLater } as CampaignPackage, NOW, 'ines@relais.example').approvalDeadline).toBeNull();
  expect(asInNextCycle({ ...published, submittedAt, approvalDeadline: AHEAD } as CampaignPackage, NOW, 'ines@relais.example').approvalDeadline).toEqual(AHEAD);
});

test('what the cycle was is kept behind the earlier ones: who ended it, when, as what', () => {
  const first = { cycle: 2, endedAs: 'canceled' } as unknown as EarlierCycle;

  expect(asInNextCycle({ ...published, earlierCycles: [first] }, NOW, 'ines@relais.example').earlierCycles).toEqual([
    first,
    {
      cycle: 3,
      endedAt: NOW,
      endedBy: 'ines@relais.example',
      endedAs: 'published',
      publishedAt: PAST,
      approval: { by: 'lea@relais.example', at: PAST },
      cancellation: { code: 'CXL4', by: 'lea@relais.example', at: PAST, comment: null },
      schedule: { start: PAST, end: AHEAD },
      availableAt: PAST,
      registrationDeadline: AHEAD,
      personalizationDeadline: PAST,
      referenceCampaign: 'OP13',
      form: published.form,
    },
  ]);
  expect(asInNextCycle({ ...published, status: 'canceled' }, NOW, 'ines@relais.example').earlierCycles?.at(-1)).toMatchObject({ cycle: 3, endedAs: 'canceled' });
});

test('no reminder that was planned, and no mark of late orders, outlives the cycle', () => {
  expect(asInNextCycle(published, NOW, 'ines@relais.example')).toMatchObject({ plannedReminders: [], lateOrdersFor: null });
});
