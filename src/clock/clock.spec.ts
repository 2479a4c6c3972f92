import { jest } from '@jest/globals';

import { Clock } from './clock.js';

const TEN_MINUTES = 600_000;
const about = (instant: Date): number => Math.round((instant.getTime() - performance.timeOrigin - performance.now()) / 1_000) + 0;

describe('the clock', () => {
  afterEach(() => jest.restoreAllMocks());

  it('starts by the wall clock', () => {
    expect(about(new Clock().now())).toBe(0);
    jest.spyOn(Date, 'now').mockReturnValue(performance.timeOrigin + performance.now() + TEN_MINUTES);
    expect(about(new Clock().now())).toBe(600);
  });

  it('is not moved by a wall clock that is set anew while it runs', () => {
    const clock = new Clock();

    jest.spyOn(Date, 'now').mockReturnValue(performance.timeOrigin + performance.now() + TEN_MINUTES);

    expect(about(clock.now())).toBe(0);
  });

  it('follows another clock from what it showed at a moment', () => {
    const clock = new Clock();
    const moment = clock.monotonic();

    clock.follow(new Date(performance.timeOrigin + moment - TEN_MINUTES), moment);

    expect(about(clock.now())).toBe(-600);
  });

  it('stands still where it travelled, and goes on as before when it comes back', () => {
    const clock = new Clock();
    const then = new Date('2026-01-02T03:04:05Z');

    clock.travelTo(then);
    expect([clock.now(), clock.isAway]).toEqual([then, true]);
    clock.comeBack();

    expect([about(clock.now()), clock.isAway]).toEqual([0, false]);
  });
});
