import type { Activity, Process } from '../answers/processes.js';
import { stepsOf } from './workflow-steps.js';

const query: Activity = { type: 'query', query: { city: 'Lyon' } };
const wait: Activity = { type: 'wait', seconds: 3600 };
const deliver: Activity = { type: 'deliver' };

const workflow = (part: Partial<Process>): Process => ({
  code: 'WKF1', label: 'Journey', status: 'running', statusSince: null, version: 1, createdAt: '2026-11-24T09:00:00.000Z', modifiedAt: '2026-11-24T09:00:00.000Z', campaign: 'OP1', template: false, workflow: null, cycle: 1, reason: null,
  activities: [query, deliver, wait, deliver], activity: null, selected: 1204, startedAt: '2026-11-24T10:00:00.000Z', requestedAt: null, stoppedAt: null, finishedAt: null, ...part,
});
const at = (index: number, wakeAt: string | null = null): Process['activity'] => ({ index, of: 4, type: 'wait', wakeAt, delivery: null });
const states = (part: Partial<Process>): string[] => stepsOf(workflow(part), []).map(({ state }) => state);

describe('the activities of a workflow', () => {
  it('are all to come in a draft, and never done in a draft that was stopped', () => {
    expect(states({ status: 'draft', startedAt: null })).toEqual(['next', 'next', 'next', 'next']);
    expect(states({ status: 'stopped', startedAt: null })).toEqual(['never', 'never', 'never', 'never']);
  });

  it('mark the one under way, and tell it from one that waits', () => {
    expect(states({ activity: at(1) })).toEqual(['done', 'now', 'next', 'next']);
    expect(states({ activity: at(2, '2026-11-24T11:00:00.000Z') })).toEqual(['done', 'done', 'wait', 'next']);
  });

  it('mark where it rests, stopped or failed, and what is never done', () => {
    expect(states({ status: 'paused', activity: at(2) })).toEqual(['done', 'done', 'rest', 'next']);
    expect(states({ status: 'stopping', activity: at(2) })).toEqual(['done', 'done', 'now', 'next']);
    expect(states({ status: 'stopped', activity: at(2) })).toEqual(['done', 'done', 'stop', 'never']);
    expect(states({ status: 'failed', activity: at(1) })).toEqual(['done', 'fail', 'never', 'never']);
  });

  it('are all done at the end', () => {
    expect(states({ status: 'finished' })).toEqual(['done', 'done', 'done', 'done']);
  });

  it('have the deliveries they made, in the order they were made, and the last query its count', () => {
    const made = [workflow({ code: 'DM10', createdAt: '2026-11-24T12:00:00.000Z' }), workflow({ code: 'DM9', createdAt: '2026-11-24T10:00:01.000Z' })];
    const steps = stepsOf(workflow({ status: 'finished' }), made);

    expect(steps.map(({ deliveries }) => deliveries.map(({ code }) => code))).toEqual([[], ['DM9'], [], ['DM10']]);
    expect(steps.map(({ selected }) => selected)).toEqual([1204, null, null, null]);
  });
});
