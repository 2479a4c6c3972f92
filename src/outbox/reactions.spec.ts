import { describe, expect, it } from '@jest/globals';

import type { JobToAdd } from '../messaging/queue.js';
import { Reactions } from './reactions.js';

function aJob(id: string): JobToAdd {
  return { queue: 'notifications', name: 'tell', payload: { id }, id, retry: 'standard', delayMs: 0, priority: 0 };
}

describe('reactions to recorded events', () => {
  it('every reaction to a type gives its jobs, in the order of registration', () => {
    const reactions = new Reactions();
    reactions.on('package.published', (event) => [aJob(`first-${event.subject}`)]);
    reactions.on('package.published', (event) => [aJob(`second-${String(event.data['cycle'])}`)]);

    const jobs = reactions.to({ type: 'relais.package.published', subject: 'CAT1', data: { cycle: 2 } });

    expect(jobs.map((job) => job.id)).toEqual(['first-CAT1', 'second-2']);
  });

  it('an event that nobody reacts to gives none', () => {
    const reactions = new Reactions();
    reactions.on('package.published', () => [aJob('never')]);

    expect(reactions.to({ type: 'relais.package.canceled', subject: 'CAT1', data: {} })).toEqual([]);
  });
});
