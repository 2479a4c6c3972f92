import { describe, expect, it } from '@jest/globals';

import { rateOf, type Sample, withSample } from './rates.js';

const heard = (...samples: [at: number, done: number][]): Sample[] => samples.reduce<Sample[]>((all, [at, done]) => withSample(all, { at, done }), []);

describe('how fast something goes', () => {
  it('is not known before two answers at two instants were heard', () => {
    expect(rateOf([])).toBeNull();
    expect(rateOf(heard([1000, 40]))).toBeNull();
    expect(rateOf(heard([1000, 40], [1000, 90]))).toBeNull();
  });

  it('is what was done a second, in whole numbers', () => {
    expect(rateOf(heard([0, 0], [500, 50], [1500, 240]))).toBe(160);
  });

  it('forgets what is five seconds old, so that a stop is seen as one', () => {
    expect(rateOf(heard([0, 0], [1000, 900], [6000, 900], [7000, 900]))).toBe(0);
    expect(rateOf(heard([0, 0], [4999, 4999]))).toBe(1000);
    expect(rateOf(heard([0, 0], [5000, 5000]))).toBeNull();
  });

  it('is never below nothing: a count that is corrected goes nowhere', () => {
    expect(rateOf(heard([0, 100], [1000, 40]))).toBe(0);
  });
});
