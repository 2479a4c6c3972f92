import { inLocale } from '../say.mjs';

const WIDTH = 28;

/** Bars that change in place on a terminal; elsewhere a line when a bar starts and when it is full. */
export class Progress {
  #live = process.stderr.isTTY === true;
  #drawn = 0;
  #told = new Map();

  /** @param bars `[{label, done, total, note}]` */
  show(bars) {
    if (!this.#live) return bars.forEach((bar) => this.#tell(bar));
    const width = Math.max(...bars.map(({ label }) => label.length));
    const lines = bars.map(({ label, done, total, note = '' }) => `  ${label.padEnd(width)} ${drawn(done, total)} ${done} / ${total} ${note}`.trimEnd());
    process.stderr.write(`${this.#drawn > 0 ? `\u001B[${this.#drawn}A` : ''}${lines.map((line) => `\u001B[2K${line}\n`).join('')}`);
    this.#drawn = lines.length;
  }

  /** What follows is written below. */
  done() {
    this.#drawn = 0;
    this.#told.clear();
  }

  #tell({ label, done, total, note = '' }) {
    const full = total > 0 && done >= total;
    const state = full ? 'full' : 'started';
    if (total === 0 || this.#told.get(label) === state || this.#told.get(label) === 'full') return;
    this.#told.set(label, state);
    process.stderr.write(`  ${label}${inLocale(':', '\u00A0:')} ${done} / ${total} ${note}`.trimEnd() + '\n');
  }
}

function drawn(done, total) {
  const filled = total === 0 ? WIDTH : Math.round((WIDTH * Math.min(done, total)) / total);
  return `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
}
