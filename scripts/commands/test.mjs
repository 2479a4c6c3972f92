import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfNewer } from '../build.mjs';
import { findChromium } from '../chromium.mjs';
import { removeAtExit, spawnGuarded } from '../guard.mjs';
import { end, stopRequested, until } from '../processes.mjs';
import { root } from '../root.mjs';
import { say } from '../say.mjs';
import { startServices } from '../services/start-services.mjs';
import { failedChecks } from './check.mjs';

const PARTS = ['unit', 'integration', 'stories'];
const JEST = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const EXIT_LIMIT = 20_000;
/** Suites wait for services as often as they compute, so that more pay than there are processors; browsers take all they get. More than three would share the 16 databases of Redis. */
const SIDE_BY_SIDE = { unit: 3, integration: 3, stories: Math.min(3, Math.max(2, availableParallelism() - 1)) };

/** `npm test`: the checks, then every part on services of its own. Arguments go to Jest and narrow it down. */
export async function perform(args) {
  return testAll(args, {});
}

/** @param extra variables for the tests */
export async function testAll(args, extra) {
  const narrowed = args.length > 0;
  const total = { passed: 0, failed: narrowed ? 0 : await failedChecks() };
  await buildIfNewer();
  const chromium = await findChromium();
  // Never what the environment gives: the tests empty what they work on.
  const services = await startServices({ ephemeral: true, environment: {} });
  const work = mkdtempSync(join(tmpdir(), 'relais-test-'));
  removeAtExit(work);
  const env = { ...process.env, ...services.env, ...extra, CHROMIUM_PATH: chromium, NODE_ENV: 'test', NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' };
  const stopping = stopRequested();
  try {
    for (const part of PARTS) {
      const counts = await Promise.race([runPart(part, args, { env, results: join(work, `${part}.json`), narrowed }), stopping.then(() => null)]);
      if (!counts) return 130;
      total.passed += counts.passed;
      total.failed += counts.failed;
    }
  } finally {
    await services.stop();
  }
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  return total.failed === 0 ? 0 : 1;
}

async function runPart(part, args, { env, results, narrowed }) {
  say(`${part} tests`, `tests : ${part}`);
  const jest = spawnGuarded(process.execPath, [JEST, '-c', 'jest.config.mjs', '--selectProjects', part, '--maxWorkers', String(SIDE_BY_SIDE[part]), '--passWithNoTests', '--json', '--outputFile', results, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 2, 2],
  });
  const exited = once(jest, 'exit');
  const ended = await endedWithin(jest, exited, results);
  if (!existsSync(results)) return { passed: 0, failed: 1 };
  const outcome = JSON.parse(readFileSync(results, 'utf8'));
  return { passed: outcome.numPassedTests, failed: failures(outcome, part, narrowed) + (ended ? 0 : 1) };
}

/** Jest that wrote its results and does not end was left something open: that is a failure, not a wait. */
async function endedWithin(jest, exited, results) {
  const finished = exited.then(() => true);
  await Promise.race([finished, written(results)]);
  const timer = new Promise((resolve) => setTimeout(resolve, EXIT_LIMIT, false).unref());
  const ended = await Promise.race([finished, timer]);
  if (!ended) {
    say('the tests left something open: Jest does not end', 'les tests ont laissé quelque chose ouvert : Jest ne se termine pas');
    await end(jest, 1_000);
  }
  return ended;
}

function written(results) {
  return until(() => existsSync(results), 24 * 3_600_000);
}

/** A test that is skipped, or a part without any, has not passed. */
function failures(outcome, part, narrowed) {
  const failed = outcome.numFailedTests + outcome.numRuntimeErrorTestSuites;
  if (narrowed) return failed;
  if (outcome.numTotalTests === 0) say(`there are no ${part} tests`, `il n’y a pas de tests : ${part}`);
  return failed + outcome.numPendingTests + outcome.numTodoTests + (outcome.numTotalTests === 0 ? 1 : 0);
}
