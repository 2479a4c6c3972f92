import { setTimeout as pause } from 'node:timers/promises';

import type { Delivery } from './delivery.schema.js';
import { RunWatch } from './run-watch.js';

type Read = Pick<Delivery, 'status' | 'epoch' | 'excludedEntities'>;

const run = { _id: 'DM6', package: 'CAT1', cycle: 2, epoch: 3 } as Delivery;
const running: Read = { status: 'running', epoch: 3, excludedEntities: [] };
const watching = (read: () => Promise<Read | null> = () => Promise.resolve(running)): RunWatch => new RunWatch(run, new Set(['OU9']), read);
const undecided = Symbol('undecided');
const soon = (said: unknown): Promise<unknown> => Promise.race([said, pause(20, undecided)]);

test('while nothing is heard messages go; those of an entity that is out are skipped', () => {
  const watch = watching();

  expect(watch.gate('OU1')).toBe('go');
  expect(watch.gate('OU9')).toBe('skip');
});

test('a hint of its cycle ends it for good; one of another does not concern it', () => {
  const watch = watching();
  watch.hear({ package: 'CAT1', cycle: 1 });
  watch.hear({ package: 'CAT2', cycle: 2 });
  watch.hear({ process: 'DM7' });
  expect(watch.gate('OU1')).toBe('go');

  watch.hear({ package: 'CAT1', cycle: 2 });

  expect(watch.gate('OU1')).toBe('stop');
  expect(watch.signal.aborted).toBe(true);
});

test('a hint of its own sends it to the record, and nothing leaves before the answer', async () => {
  const answered = Promise.withResolvers<Read | null>();
  const watch = watching(() => answered.promise);
  watch.hear({ process: 'DM6' });
  const said = watch.gate('OU1');
  expect(await soon(said)).toBe(undecided);

  answered.resolve({ ...running, status: 'pausing', epoch: 4 });

  expect(await said).toBe('stop');
});

test('a record that cannot be read is believed to say stop', async () => {
  const watch = watching(() => Promise.reject(new Error('away')));

  watch.hear({ process: 'DM6' });

  expect(await watch.gate('OU1')).toBe('stop');
});

test('a stop that is announced holds what is about to leave, and its coming decides', async () => {
  for (const [heard, expected] of [[{ package: 'CAT1', cycle: 2 }, 'stop'], [{ process: 'DM6' }, 'go']] as const) {
    const watch = watching();
    watch.hear({ package: 'CAT1', cycle: 2, hold: true });
    const said = watch.gate('OU1');
    expect(await soon(said)).toBe(undecided);

    watch.hear(heard);

    expect(await soon(said)).toBe(expected);
  }
});

test('a stop that was announced and never comes lets go again', async () => {
  const watch = watching();

  watch.hear({ process: 'DM6', hold: true });

  expect(await watch.gate('OU1')).toBe('go');
  expect(watch.isOver).toBe(false);
});
