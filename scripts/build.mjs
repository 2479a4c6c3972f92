import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { run } from './processes.mjs';
import { root } from './root.mjs';
import { Refusal, say } from './say.mjs';

const SOURCES = ['src', 'scripts/build-panel.mjs', 'package-lock.json', 'nest-cli.json', '.swcrc', 'tsconfig.json'];
const stamp = join(root, 'dist', '.built-from');

/** Path of the built application. */
export const application = join(root, 'dist', 'main.js');

/** Builds `dist/`, unless it was built from the sources as they are now. */
export async function buildIfNewer() {
  if (isBuilt()) return;
  await withLock(join(root, '.data', 'build.lock'), async () => {
    if (!isBuilt()) await build();
  });
}

/**
 * Builds the application with Nest's compiler and then the panel's bundle.
 * @throws Refusal when one of them fails
 */
export async function build() {
  const from = fingerprint();
  say('building dist/', 'construction de dist/');
  await step('nest build', [join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build']);
  const panel = join(root, 'scripts', 'build-panel.mjs');
  if (existsSync(panel)) await step('build-panel', [panel]);
  // A source that changed while we built is seen as newer at the next look.
  writeFileSync(stamp, from);
}

async function step(name, args) {
  const code = await run(process.execPath, args, { cwd: root });
  if (code !== 0) throw new Refusal(`${name} failed (exit code ${code})`, `${name} a échoué (code ${code})`);
}

function isBuilt() {
  return existsSync(application) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
}

/** Names, sizes and times of the sources: a removed file counts too, and nothing has to be read. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap(filesOf)) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path}:${size}:${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesOf(source) {
  const path = join(root, source);
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
