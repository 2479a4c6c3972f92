// Debian's packages, for what a command needs and the machine has not. Node 20, nothing installed.
import { capture } from './processes.mjs';
import { programsOnPath } from './services/find-program.mjs';

const OPTIONS = ['-y', '-qq', '-o', 'Acquire::http::Timeout=8', '-o', 'Acquire::https::Timeout=8', '-o', 'Acquire::Retries=0'];

/** Whether packages can be installed here: as root, where there is apt-get. */
export function aptApplies() {
  return process.getuid?.() === 0 && programsOnPath(['apt-get']).length > 0;
}

/**
 * Installs a package without what it only recommends. What apt-get tells on its way is shown to nobody.
 * @returns null, or what it said last when it failed
 */
export async function aptInstall(name) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  // Lists that are a little old may still do: the install says so itself.
  await capture('apt-get', ['update', ...OPTIONS], { env, limit: 120_000 });
  const { code, stdout, stderr } = await capture('apt-get', ['install', '--no-install-recommends', ...OPTIONS, name], { env, limit: 300_000 });
  if (code === 0) return null;
  const said = `${stdout}\n${stderr}`.split('\n').filter((line) => line.startsWith('E: ')).at(-1);
  return `apt-get: ${said ? said.slice(3) : `exit code ${code}`}`;
}
