// Starting and ending other programs. Node 20, nothing installed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end, its stdout shown on stderr, and passes on the signals that we get.
 * @returns its exit code; 127 when it is not there, 124 when it took more than `limit` milliseconds
 */
export async function run(command, args, { limit, stdio = ['ignore', 2, 2], ...options } = {}) {
  const child = spawn(command, args, { stdio, ...options });
  let timedOut = false;
  const forward = (signal) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, forward);
  const timer = limit && setTimeout(() => ((timedOut = true), child.kill('SIGKILL')), limit);
  try {
    const [code, signal] = await once(child, 'exit');
    return timedOut ? 124 : (code ?? 128 + (signal === 'SIGINT' ? 2 : 15));
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'EACCES') return 127;
    throw error;
  } finally {
    clearTimeout(timer);
    for (const signal of SIGNALS) process.off(signal, forward);
  }
}

/** Runs a program to its end. @returns `{code, stdout, stderr}`, code as `run` gives it */
export async function capture(command, args, { limit = 10_000, ...options } = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (output.stdout += chunk));
  child.stderr.on('data', (chunk) => (output.stderr += chunk));
  let timedOut = false;
  const timer = setTimeout(() => ((timedOut = true), child.kill('SIGKILL')), limit);
  try {
    const [code] = await once(child, 'close');
    return { code: timedOut ? 124 : (code ?? 1), ...output };
  } catch (error) {
    return { code: 127, ...output, stderr: error.message };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Resolves with the first signal that asks us to stop. npm may be killed without passing a signal
 * on: losing the npm that started us counts as one.
 */
export function stopRequested() {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) process.on(signal, () => resolve(signal));
    process.on('disconnect', () => resolve('SIGTERM'));
    if (!process.env.npm_lifecycle_event) return;
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && resolve('SIGTERM'), 500).unref();
  });
}

/** Ends a child and waits for it: politely first, after `patience` milliseconds for good. */
export async function end(child, patience = 15_000) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  await gone;
  clearTimeout(timer);
}

/** Asks `question` every 50 ms until it answers something true, or says no after `limit` milliseconds. */
export async function until(question, limit) {
  const last = performance.now() + limit;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    if (performance.now() > last) return null;
    await pause(50);
  }
}
