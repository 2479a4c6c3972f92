export interface Sample {
  /** Milliseconds. */
  at: number;
  done: number;
}

const WINDOW_MS = 5000;

/** The samples of the last seconds, the newest added. */
export function withSample(samples: readonly Sample[], sample: Sample): Sample[] {
  return [...samples.filter(({ at }) => sample.at - at < WINDOW_MS), sample];
}

/** Per second, from the first sample to the last, never below 0; null: not known yet. */
export function rateOf(samples: readonly Sample[]): number | null {
  const [first] = samples;
  const newest = samples.at(-1);
  if (!first || !newest || newest.at === first.at) return null;
  return Math.max(0, Math.round(((newest.done - first.done) * 1000) / (newest.at - first.at)));
}
