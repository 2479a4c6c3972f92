import { Dates } from '../reader/dates.js';
import type { Activity } from '../answers/processes.js';
import { activityDraftOf, activityOf, moved, newActivity } from './workflow-draft.js';

const dates = new Dates('en', 'Europe/Paris');
const again = (activity: Activity): Record<string, unknown> => activityOf(activityDraftOf(activity, dates), dates);

describe('an activity in a form', () => {
  it('comes back as it was stored', () => {
    const activities: Activity[] = [
      { type: 'query', entities: ['OU1'], query: { age: { gte: 30 } } },
      { type: 'wait', seconds: 5400 },
      { type: 'wait', until: '2026-12-24T09:00:00.000Z' },
      { type: 'split', by: 'segment' },
      { type: 'split', parts: 3 },
      { type: 'deliver', part: 2, delivery: { label: 'News', channel: 'smtp', subject: 's', html: '', text: 't', ratePerSecond: 5, maxFailureRate: 0.1 } },
      { type: 'deliver', part: 'student', delivery: { label: 'News', channel: 'http', subject: 's', html: '', text: 't', ratePerSecond: 5, maxFailureRate: 0.1 } },
      { type: 'recurring-deliver', every: { count: 2, unit: 'week' }, timeZone: 'Europe/Paris', from: '2026-12-01T09:00:00.000Z', times: 3, until: '2026-12-24T09:00:00.000Z', delivery: { label: 'News', channel: 'smtp', subject: 's', html: '', text: 't', ratePerSecond: 5, maxFailureRate: 0.1 } },
    ];

    expect(activities.map(again)).toEqual(activities);
  });

  it('shows a span in the largest unit that says it whole', () => {
    expect(activityDraftOf({ type: 'wait', seconds: 86_400 }, dates)).toMatchObject({ amount: '1', unit: 'days' });
    expect(activityDraftOf({ type: 'wait', seconds: 5400 }, dates)).toMatchObject({ amount: '90', unit: 'minutes' });
    expect(activityDraftOf({ type: 'wait', seconds: 0 }, dates)).toMatchObject({ amount: '0', unit: 'seconds' });
  });

  it('waits half a day where that is typed', () => {
    expect(activityOf({ ...newActivity('wait'), type: 'wait', way: 'for', amount: '0,5', unit: 'days', until: '' }, dates)).toEqual({ type: 'wait', seconds: 43_200 });
  });
});

describe('the order of activities', () => {
  it('moves one by one place, and stays at its ends', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
  });
});
