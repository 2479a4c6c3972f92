import { commandsFrom, targetOf } from '../lifecycle/define-lifecycle.js';
import { type CampaignCommand, campaignLifecycle } from './campaign.lifecycle.js';
import type { CampaignStatus } from './campaign.schema.js';

function given(status: CampaignStatus) {
  return {
    when: (command: CampaignCommand) => {
      const row = campaignLifecycle.commands[command];
      const to = row.from.includes(status) ? targetOf(row, status) : undefined;
      return { then: (expected: CampaignStatus | 'refused') => expect(to ?? 'refused').toBe(expected) };
    },
  };
}

describe('the life of a campaign', () => {
  it('it runs with its first process, finishes with its last, and runs again with another', () => {
    given('being-edited').when('run').then('running');
    given('running').when('finish').then('finished');
    given('finished').when('run').then('running');
  });

  it('nothing runs in one that is canceled', () => {
    given('canceled').when('run').then('refused');
  });
});

// Transcribed from the domain, not from the table.
const MATRIX: Record<CampaignStatus, Partial<Record<CampaignCommand, CampaignStatus>>> = {
  'being-edited': { run: 'running', cancel: 'canceled', reinitialize: 'being-edited' },
  running: { finish: 'finished', cancel: 'canceled', reinitialize: 'being-edited' },
  finished: { run: 'running', cancel: 'canceled', reinitialize: 'being-edited' },
  canceled: { reinitialize: 'being-edited' },
};
const STATUSES = Object.keys(MATRIX) as CampaignStatus[];
const COMMANDS: CampaignCommand[] = ['run', 'finish', 'cancel', 'reinitialize'];

describe('every status and command', () => {
  it.each(STATUSES.flatMap((status) => COMMANDS.map((command) => [status, command] as const)))('%s: %s', (status, command) => {
    given(status).when(command).then(MATRIX[status][command] ?? 'refused');
  });

  it('the table knows no other', () => {
    expect([...campaignLifecycle.statuses].sort()).toEqual([...STATUSES].sort());
    expect(Object.keys(campaignLifecycle.commands).sort()).toEqual([...COMMANDS].sort());
  });

  it('a person gives none of these by name', () => {
    expect(STATUSES.flatMap((status) => commandsFrom(campaignLifecycle, status))).toEqual([]);
  });
});
