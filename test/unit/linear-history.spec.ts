import { describe, expect, it } from '@jest/globals';

import { explain, type Model, type Operation } from '../support/linear-history.js';

type Command = 'take' | 'look';
type Outcome = 'yes' | 'no' | 'free' | 'taken';

/** One seat: the first who takes it has it. */
const seat: Model<'free' | 'taken', Command, Outcome> = {
  initial: 'free',
  after(state, command, outcome) {
    if (command === 'look') return outcome === state ? state : null;
    if (outcome === 'yes') return state === 'free' ? 'taken' : null;
    return state === 'taken' ? state : null;
  },
};

const op = (command: Command, outcome: Outcome, calledAt: number, answeredAt: number): Operation<Command, Outcome> => ({ command, outcome, calledAt, answeredAt });

describe('a history of concurrent calls', () => {
  it('is explained by an order of its calls', () => {
    const history = [op('look', 'taken', 0, 9), op('take', 'no', 1, 8), op('take', 'yes', 2, 7), op('look', 'free', 3, 6)];

    const found = explain(history, seat);

    expect(found?.end).toBe('taken');
    expect(found?.order.map((one) => one.outcome)).toEqual(['free', 'yes', 'taken', 'no']);
  });

  it('is not explained where two were told yes', () => {
    expect(explain([op('take', 'yes', 0, 9), op('take', 'yes', 1, 8)], seat)).toBeNull();
  });

  it('is not explained where all were told no', () => {
    expect(explain([op('take', 'no', 0, 9), op('take', 'no', 1, 8)], seat)).toBeNull();
  });

  it('is not explained where a call made after an answer was had contradicts it', () => {
    expect(explain([op('take', 'yes', 0, 1), op('look', 'free', 2, 3)], seat)).toBeNull();
  });
});
