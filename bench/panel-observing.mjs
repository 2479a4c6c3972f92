// What the page shows and when, what the record said and when, and how far the one is behind the other.
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;

/** Notes, in the page, each figure of the steps as it is painted, and every task of more than 50 ms. */
export function observePage(page) {
  return page.addInitScript(() => {
    const seen = { shown: [], tasks: [] };
    const last = new Map();
    window.relaisSeen = {
      restart: () => ((seen.shown = []), (seen.tasks = [])),
      all: () => seen,
    };
    const note = () => {
      for (const line of document.querySelectorAll('[data-step]')) {
        const done = Number((line.querySelector('.cnt b')?.textContent ?? '').replace(/\D/g, ''));
        const step = line.getAttribute('data-step');
        if (last.get(step) === done) continue;
        last.set(step, done);
        seen.shown.push({ step, done, at: performance.timeOrigin + performance.now() });
      }
    };
    // What a task changed is on the screen once the frame after it was made.
    const painted = () => requestAnimationFrame(() => setTimeout(note));
    new MutationObserver(painted).observe(document, { subtree: true, childList: true, characterData: true });
    new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  });
}

/**
 * Reads the parts of the package's cascade in MongoDB again and again, apart from the application.
 * @returns `{history: [{at, done: {STEP: number}}], finished(limit)}`: resolves with the cancellation at its end
 */
export function watchRecord(db, code) {
  const history = [];
  const look = async () => {
    const at = performance.timeOrigin + performance.now();
    const cancellation = await db.collection('cancellations').findOne({ package: code });
    if (cancellation === null) return null;
    const steps = await db.collection('cancellationParts').aggregate([{ $match: { cancellation: cancellation._id } }, { $group: { _id: '$step', done: { $sum: '$done' } } }]).toArray();
    history.push({ at, done: Object.fromEntries(steps.map(({ _id, done }) => [_id, done])) });
    return cancellation;
  };
  const watched = (async () => {
    for (;;) {
      const cancellation = await look();
      if (cancellation?.state === 'finished') return cancellation;
      await pause(LOOK_EVERY_MS);
    }
  })();
  const tooLong = (limit) => pause(limit, undefined, { ref: false }).then(() => Promise.reject(new Error(`the cascade did not finish within ${limit} ms`)));
  return { history, finished: (limit) => Promise.race([watched, tooLong(limit)]) };
}

/**
 * For each look at the record and each step on the screen: how long ago the record went beyond what the
 * screen showed just then; 0 where it showed what is recorded. From the first figure on screen on.
 * @returns `[{step, at, late}]`, milliseconds
 */
export function behind(history, shown) {
  const late = [];
  const [first] = shown;
  for (const step of new Set(shown.map((change) => change.step))) {
    const changes = shown.filter((change) => change.step === step);
    let place = 0;
    let beyond = 0;
    for (const { at, done } of history) {
      if (at < first.at) continue;
      while (place + 1 < changes.length && changes[place + 1].at <= at) place += 1;
      const onScreen = changes[place].at <= at ? changes[place].done : 0;
      while (beyond < history.length && (history[beyond].done[step] ?? 0) <= onScreen) beyond += 1;
      late.push({ step, at, late: (done[step] ?? 0) > onScreen ? at - history[beyond].at : 0 });
    }
  }
  return late;
}
