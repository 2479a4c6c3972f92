import { commandsFrom, targetOf } from '../lifecycle/define-lifecycle.js';
import { type WorkflowCommand, workflowLifecycle } from './workflow.lifecycle.js';
import type { WorkflowStatus } from './workflow.schema.js';

function given(status: WorkflowStatus) {
  return {
    when: (command: WorkflowCommand) => {
      const row = workflowLifecycle.commands[command];
      const to = row.from.includes(status) ? targetOf(row, status) : undefined;
      return { then: (expected: WorkflowStatus | 'refused') => expect(to ?? 'refused').toBe(expected) };
    },
  };
}

describe('the life of a workflow', () => {
  it('runs, pauses, is resumed and ends', () => {
    given('draft').when('start').then('running');
    given('running').when('pause').then('pausing');
    given('pausing').when('record-paused').then('paused');
    given('paused').when('resume').then('running');
    given('running').when('finish').then('finished');
  });

  it('fails with a reason where it cannot go on', () => {
    given('running').when('fail').then('failed');
    given('failed').when('start').then('refused');
  });

  it('stops at once where nothing is in flight, and is seen stopping where something is', () => {
    given('draft').when('stop').then('stopped');
    given('paused').when('stop').then('stopped');
    given('running').when('stop').then('stopping');
    given('pausing').when('stop').then('stopping');
    given('stopping').when('record-stopped').then('stopped');
  });

  it('is one run: what is over never starts again', () => {
    given('stopped').when('start').then('refused');
    given('finished').when('resume').then('refused');
  });
});

// Transcribed from the domain, not from the table: a row flipped there fails here.
const MATRIX: Record<WorkflowStatus, Partial<Record<WorkflowCommand, WorkflowStatus>>> = {
  draft: { start: 'running', stop: 'stopped', 'stop-draft': 'stopped' },
  running: { pause: 'pausing', stop: 'stopping', finish: 'finished', fail: 'failed' },
  pausing: { 'record-paused': 'paused', stop: 'stopping', finish: 'finished', fail: 'failed' },
  paused: { resume: 'running', stop: 'stopped' },
  stopping: { 'record-stopped': 'stopped' },
  stopped: {},
  finished: {},
  failed: {},
};
const STATUSES = Object.keys(MATRIX) as WorkflowStatus[];
const COMMANDS: WorkflowCommand[] = ['start', 'pause', 'resume', 'stop', 'stop-draft', 'record-paused', 'record-stopped', 'finish', 'fail'];

describe('every status and command', () => {
  it.each(STATUSES.flatMap((status) => COMMANDS.map((command) => [status, command] as const)))('%s: %s', (status, command) => {
    given(status).when(command).then(MATRIX[status][command] ?? 'refused');
  });

  it('the table knows no other', () => {
    expect([...workflowLifecycle.statuses].sort()).toEqual([...STATUSES].sort());
    expect(Object.keys(workflowLifecycle.commands).sort()).toEqual([...COMMANDS].sort());
  });

  it('a person steers, Relais records', () => {
    expect(commandsFrom(workflowLifecycle, 'running').sort()).toEqual(['pause', 'stop']);
    expect(commandsFrom(workflowLifecycle, 'stopping')).toEqual([]);
  });
});
