// Runs before anything is installed, on Node 20: only `node:` imports and files of this kind.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './root.mjs';
import { withLock } from './lock.mjs';
import { run } from './processes.mjs';
import { Refusal, say } from './say.mjs';

const modules = join(root, 'node_modules');
const node = join(modules, 'node', 'bin', 'node');

/** Path of the locked Node, the one the application and its tests run on. */
export const lockedNode = node;

/** Whether this very process runs on the locked Node. */
export function onLockedNode() {
  return process.version === `v${lockedPackages()['node_modules/node'].version}`;
}

/**
 * Brings node_modules to what package-lock.json says, and does nothing when it is so already.
 * @throws Refusal when npm fails or the locked Node does not run
 */
export async function installDependencies() {
  if (isInstalled()) return;
  // Two commands in one clone must not run `npm ci` over each other.
  await withLock(join(root, '.data', 'install.lock'), async () => {
    if (isInstalled()) return;
    if (!packagesMatch()) {
      say('installing the locked dependencies (npm ci), about a minute', 'installation des dépendances verrouillées (npm ci), environ une minute');
      await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    }
    if (!nodeRuns()) await installNodeBinary();
    if (!isInstalled()) {
      throw new Refusal(
        `the locked Node does not run: ${node} --version fails. Remove node_modules and try again, or install Node ${lockedPackages()['node_modules/node'].version} yourself.`,
        `le Node verrouillé ne démarre pas : ${node} --version échoue. Supprimez node_modules et recommencez, ou installez vous-même Node ${lockedPackages()['node_modules/node'].version}.`,
      );
    }
  });
}

function isInstalled() {
  return packagesMatch() && (onLockedNode() || nodeRuns());
}

/**
 * npm writes node_modules/.package-lock.json as the last act of an install, so an interrupted one
 * does not look finished. Optional packages of other platforms are rightly absent from it.
 */
function packagesMatch() {
  const written = join(modules, '.package-lock.json');
  if (!existsSync(written)) return false;
  const installed = JSON.parse(readFileSync(written, 'utf8')).packages;
  return Object.entries(lockedPackages()).every(
    ([path, locked]) => path === '' || locked.optional || locked.devOptional || installed[path]?.version === locked.version,
  );
}

function lockedPackages() {
  return JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
}

function nodeRuns() {
  const { version } = lockedPackages()['node_modules/node'];
  return spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim() === `v${version}`;
}

/** The npm package `node` fetches its binary in an install script, which npm may be set to block. */
async function installNodeBinary() {
  say('npm did not run the install script of the package "node": running it', 'npm n’a pas lancé le script d’installation du paquet « node » : lancement');
  await run(process.execPath, ['installArchSpecificPackage.js'], { cwd: join(modules, 'node'), env: withoutOwnModules() });
  const link = join(modules, '.bin', 'node');
  if (existsSync(node) && !existsSync(link)) symlinkSync(join('..', 'node', 'bin', 'node'), link);
}

async function npm(args) {
  const code = await run('npm', args, { cwd: root, env: withoutOwnModules() });
  if (code !== 0) throw new Refusal(`npm ${args[0]} failed (exit code ${code})`, `npm ${args[0]} a échoué (code ${code})`);
}

/** `npm ci` deletes node_modules: it must not itself run on the Node that lies in there. */
function withoutOwnModules() {
  const path = process.env.PATH.split(delimiter).filter((folder) => !folder.startsWith(modules));
  return { ...process.env, PATH: path.join(delimiter) };
}
