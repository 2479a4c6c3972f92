import { join } from 'node:path';
import { capture } from '../processes.mjs';
import { root } from '../root.mjs';
import { say } from '../say.mjs';

const LIMIT = 600_000;
const bin = (name) => join(root, 'node_modules', '.bin', name);

const STEPS = [
  { name: 'lint', command: [bin('eslint'), '.', '--max-warnings', '0'] },
  { name: 'types', command: [bin('tsc'), '-p', 'tsconfig.json'] },
  { name: 'types of the panel', command: [bin('tsc'), '-p', 'src/admin/components/tsconfig.json'] },
  { name: 'dependency rules', command: [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'src'] },
  { name: 'dead exports', command: [bin('knip')] },
];

/** `npm run check`: lint, types, dependency rules, dead exports. */
export async function perform() {
  return (await failedChecks()) === 0 ? 0 : 1;
}

/** Runs every check, two at a time, prints what each found, and returns how many failed. */
export async function failedChecks() {
  const waiting = [...STEPS];
  let failed = 0;
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) if (!(await passes(step))) failed++;
  };
  await Promise.all([worker(), worker()]);
  return failed;
}

async function passes({ name, command }) {
  const started = performance.now();
  const { code, stdout, stderr } = await capture(command[0], command.slice(1), { cwd: root, limit: LIMIT });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (code === 0) {
    say(`${name}: fine (${seconds} s)`, `${name} : correct (${seconds} s)`);
    return true;
  }
  process.stderr.write(`${stdout}${stderr}`);
  say(`${name}: failed (${seconds} s)`, `${name} : échec (${seconds} s)`);
  return false;
}
