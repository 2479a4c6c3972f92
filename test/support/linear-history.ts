/** One call and its answer, by the caller's own monotonic clock. */
export interface Operation<Command, Outcome> {
  command: Command;
  outcome: Outcome;
  calledAt: number;
  answeredAt: number;
}

/** What the thing under test is said to be: plain, and written without looking at it. */
export interface Model<State, Command, Outcome> {
  initial: State;
  /** The state after, where this outcome is right in `state`; null where it is not. */
  after(state: State, command: Command, outcome: Outcome): State | null;
}

export interface Explanation<State, Command, Outcome> {
  order: Operation<Command, Outcome>[];
  end: State;
}

/**
 * An order of the operations that explains every outcome and agrees with the calls' own order in
 * time (an answer had before another call was made comes first), or null: there is none. Herlihy and
 * Wing's linearizability, searched after Wing and Gong: an operation that changes nothing is taken
 * as soon as it is explained, which loses no explanation; the others are tried one by one.
 */
export function explain<State, Command, Outcome>(history: readonly Operation<Command, Outcome>[], model: Model<State, Command, Outcome>): Explanation<State, Command, Outcome> | null {
  const deadEnds = new Set<string>();
  const search = (left: readonly Operation<Command, Outcome>[], state: State): Explanation<State, Command, Outcome> | null => {
    if (left.length === 0) return { order: [], end: state };
    const key = JSON.stringify([state, left.map((one) => history.indexOf(one))]);
    if (deadEnds.has(key)) return null;
    const firstAnswer = Math.min(...left.map((one) => one.answeredAt));
    const next = left.filter((one) => one.calledAt <= firstAnswer).map((one) => ({ one, end: model.after(state, one.command, one.outcome) }));
    const idle = next.find(({ end }) => end !== null && JSON.stringify(end) === JSON.stringify(state));
    for (const { one, end } of idle === undefined ? next : [idle]) {
      if (end === null) continue;
      const rest = search(left.filter((other) => other !== one), end);
      if (rest !== null) return { order: [one, ...rest.order], end: rest.end };
    }
    deadEnds.add(key);
    return null;
  };
  return search(history, model.initial);
}
