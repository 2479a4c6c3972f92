import { commandsFrom, defineLifecycle } from './define-lifecycle.js';

type Status = 'closed' | 'open' | 'broken';
type Command = 'open' | 'close' | 'break';

const words = {
  statuses: { closed: { en: 'closed', fr: 'fermée' }, open: { en: 'open', fr: 'ouverte' }, broken: { en: 'broken', fr: 'cassée' } },
  commands: { open: { en: 'open', fr: 'ouvrir' }, close: { en: 'close', fr: 'fermer' }, break: { en: 'break', fr: 'casser' } },
};

const table = {
  kind: 'door',
  statuses: ['closed', 'open', 'broken'] as const,
  initial: 'closed' as Status,
  commands: {
    open: { from: ['closed'] as Status[], to: 'open' as Status, event: 'opened' },
    close: { from: ['open'] as Status[], to: 'closed' as Status, event: 'closed' },
    break: { from: ['closed', 'open'] as Status[], to: { closed: 'broken', open: 'broken' } as Partial<Record<Status, Status>>, event: 'broken', internal: true as const },
  },
  words,
};

test('a table whose every status is reached is a lifecycle', () => {
  const lifecycle = defineLifecycle<Status, Command, unknown, unknown>(table);

  expect(lifecycle.kind).toBe('door');
});

test('a status that nothing leads to stops the boot, by name', () => {
  const withoutBreak = { ...table, commands: { ...table.commands, break: { ...table.commands.break, to: 'closed' as Status } } };

  expect(() => defineLifecycle<Status, Command, unknown, unknown>(withoutBreak)).toThrow('door: nothing leads to broken');
});

test('a command that leads nowhere from one of its statuses stops the boot', () => {
  const halfBreak = { ...table, commands: { ...table.commands, break: { ...table.commands.break, to: { closed: 'broken' } as Partial<Record<Status, Status>> } } };

  expect(() => defineLifecycle<Status, Command, unknown, unknown>(halfBreak)).toThrow('door: break from open leads nowhere');
});

test('the commands of a status are those that a person may give', () => {
  const lifecycle = defineLifecycle<Status, Command, unknown, unknown>(table);

  expect(commandsFrom(lifecycle, 'closed')).toEqual(['open']);
  expect(commandsFrom(lifecycle, 'open')).toEqual(['close']);
  expect(commandsFrom(lifecycle, 'broken')).toEqual([]);
});
