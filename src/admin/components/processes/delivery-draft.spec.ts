import { conditionsOf, contentChanges, contentDraftOf, contentOf, emptyContent, queryOf } from './delivery-draft.js';

describe('the draft of a delivery', () => {
  it('comes back as it was stored', () => {
    const content = { label: 'News', channel: 'http' as const, subject: 'Hello {{recipient.firstName}}', html: '<p>a</p>', text: 'a', target: { entities: ['OU1'], query: { age: { gte: 30, lt: 60 }, segment: ['mass', 'student'], hasMortgage: false, postcode: '69003' } }, ratePerSecond: 12, maxFailureRate: 0.055 };

    expect(contentOf(contentDraftOf(content))).toEqual(content);
  });

  it('leaves the target out where nothing narrows it', () => {
    expect(contentOf({ ...emptyContent, label: 'News', subject: 's', text: 't' })).toEqual({ label: 'News', channel: 'smtp', subject: 's', html: '', text: 't', ratePerSecond: 100, maxFailureRate: 0.2 });
  });

  it('sends only what differs, and an emptied target as none', () => {
    const before = contentDraftOf({ label: 'News', subject: 's', text: 't', target: { entities: ['OU1'] }, ratePerSecond: 5 });

    expect(contentChanges(before, before)).toEqual({});
    expect(contentChanges({ ...before, subject: 'New', entities: [], failures: '5,5' }, before)).toEqual({ subject: 'New', target: null, maxFailureRate: 0.055 });
  });

  it('takes what is no number as it is, for the API to name', () => {
    expect(contentOf({ ...emptyContent, rate: 'fast' })['ratePerSecond']).toBe('fast');
  });
});

describe('conditions on recipients', () => {
  it('tell a number from a text that looks like one', () => {
    expect(queryOf([{ attribute: 'age', comparison: 'is', value: '30' }, { attribute: 'postcode', comparison: 'is', value: '"69003"' }])).toEqual({ age: 30, postcode: '69003' });
    expect(conditionsOf({ postcode: '69003' })).toEqual([{ attribute: 'postcode', comparison: 'is', value: '"69003"' }]);
  });

  it('join two bounds of one field, and leave out what is not filled in', () => {
    const conditions = [{ attribute: 'age', comparison: 'gte', value: '30' }, { attribute: 'age', comparison: 'lt', value: '60' }, { attribute: '', comparison: 'is', value: 'x' }, { attribute: 'city', comparison: 'is', value: ' ' }] as const;

    expect(queryOf(conditions)).toEqual({ age: { gte: 30, lt: 60 } });
  });
});
