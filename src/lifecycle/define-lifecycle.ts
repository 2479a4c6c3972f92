import type { FieldError } from '../errors/domain-error.js';
import type { Text } from '../language/text.js';

/** Why a guard says no: a code, a sentence, and the stored fields that are missing or wrong. */
export interface Obstacle {
  code: string;
  text: Text;
  errors?: readonly FieldError[];
  details?: Record<string, unknown>;
}

/** Names the truth it needs (`audienceIsSet`); pure; `context.now` is handed in. */
export type Guard<T, X> = (thing: T, context: X) => Obstacle | undefined;

export interface CommandRow<S extends string, T, X> {
  from: readonly S[];
  /** Where it leads; a record where that depends on where it came from. */
  to: S | Partial<Record<S, S>>;
  /** The fact in the past: `canceled` makes the event `relais.package.canceled`; a record where it depends on where it led. */
  event: string | Partial<Record<S, string>>;
  guards?: readonly Guard<T, X>[];
  /** Done by Relais itself (a process ends); no button, no call, never in `allowed`. */
  internal?: true;
}

export interface LifecycleWords<S extends string, C extends string> {
  statuses: Record<S, Text>;
  commands: Record<C, Text>;
}

export interface Lifecycle<S extends string = string, C extends string = string, T = never, X = never> {
  kind: string;
  statuses: readonly S[];
  initial: S;
  commands: Record<C, CommandRow<S, T, X>>;
  words: LifecycleWords<S, C>;
}

/**
 * A life as one table. Wrong names do not compile; a status that nothing leads to stops the boot.
 * @throws Error at import, naming the unreachable status or the `from` without a `to`
 */
export function defineLifecycle<S extends string, C extends string, T, X>(table: Lifecycle<S, C, T, X>): Lifecycle<S, C, T, X> {
  const rows = Object.entries(table.commands) as [C, CommandRow<S, T, X>][];
  const reached = new Set<S>([table.initial]);
  for (const [command, row] of rows) {
    for (const from of row.from) {
      const to = targetOf(row, from);
      if (to === undefined) throw new Error(`${table.kind}: ${command} from ${from} leads nowhere`);
      reached.add(to);
    }
  }
  const lost = table.statuses.filter((status) => !reached.has(status));
  if (lost.length > 0) throw new Error(`${table.kind}: nothing leads to ${lost.join(', ')}`);
  return table;
}

export function targetOf<S extends string, T, X>(row: CommandRow<S, T, X>, from: S): S | undefined {
  return typeof row.to === 'string' ? row.to : row.to[from];
}

export function eventOf<S extends string, T, X>(row: CommandRow<S, T, X>, to: S): string {
  return typeof row.event === 'string' ? row.event : (row.event[to] ?? to);
}

/** The commands that a person may give in this status: what buttons, API and command line offer. */
export function commandsFrom<S extends string, C extends string, T, X>(lifecycle: Lifecycle<S, C, T, X>, status: S): C[] {
  return (Object.entries(lifecycle.commands) as [C, CommandRow<S, T, X>][])
    .filter(([, row]) => row.internal !== true && row.from.includes(status))
    .map(([command]) => command);
}
