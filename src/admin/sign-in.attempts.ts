const WINDOW_MS = 5 * 60 * 1000;
const ALLOWED = 8;
const REMEMBERED = 10_000;

/**
 * Slows down who guesses a password: so many failures per e-mail in a few minutes, then no more tries.
 * Counted in each process on its own; the slow password hash is the real defence.
 */
export class SignInAttempts {
  readonly #failures = new Map<string, number[]>();

  mayTry(email: string, now: Date): boolean {
    return this.#recent(email, now).length < ALLOWED;
  }

  failed(email: string, now: Date): void {
    const recent = [...this.#recent(email, now), now.getTime()];
    this.#failures.delete(email);
    this.#failures.set(email, recent);
    const oldest = this.#failures.keys().next().value;
    if (this.#failures.size > REMEMBERED && oldest !== undefined) this.#failures.delete(oldest);
  }

  succeeded(email: string): void {
    this.#failures.delete(email);
  }

  #recent(email: string, now: Date): number[] {
    return (this.#failures.get(email) ?? []).filter((at) => now.getTime() - at < WINDOW_MS);
  }
}
