import { Clock } from '../../src/clock/clock.js';

/** The only double of a story about time: stands at an instant until the test moves it. */
export class FixedClock extends Clock {
  constructor(public at: Date) {
    super();
  }

  override now(): Date {
    return new Date(this.at);
  }
}
