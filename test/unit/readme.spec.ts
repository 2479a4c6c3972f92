import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { type CommandRow, targetOf } from '../../src/lifecycle/define-lifecycle.js';
import { orderLifecycle } from '../../src/orders/order.lifecycle.js';
import { packageLifecycle } from '../../src/packages/package.lifecycle.js';

const root = dirname(dirname(import.meta.dirname));
const readme = readFileSync(join(root, 'README.md'), 'utf8');

test.each([
  ['package', packageLifecycle],
  ['order', orderLifecycle],
] as const)('the diagram of the life of %s shows each arrow of its table, and no other', (kind, lifecycle) => {
  const block = new RegExp(`<!-- life of an? ${kind} -->([\\s\\S]*?)<!-- end -->`).exec(readme)?.[1] ?? '';
  const drawn = [...block.matchAll(/^ {2}([a-z-]+) --> ([a-z-]+): ([a-z-]+)$/gm)].map(([, from, to, command]) => `${from} ${command} ${to}`);
  const rows = Object.entries(lifecycle.commands) as [string, CommandRow<string, never, never>][];
  const real = rows.flatMap(([command, row]) => row.from.map((from) => `${from} ${command} ${targetOf(row, from)}`));

  expect(drawn.sort()).toEqual(real.sort());
  expect(block).toContain(`[*] --> ${lifecycle.initial}`);
});

test('what the README points at is there', () => {
  const targets = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, target]) => target ?? '').filter((target) => !/^https?:/.test(target));

  expect(targets.length).toBeGreaterThan(5);
  expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([]);
});

test('each npm command that the README names exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const named = [...readme.matchAll(/npm (?:run )?(?:-s )?([a-z:-]+)/g)].map(([, name]) => name ?? '').filter((name) => name !== 'run');

  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});
