import { once } from 'node:events';
import { join } from 'node:path';
import { servicesForApplication } from '../application.mjs';
import { buildIfNewer } from '../build.mjs';
import { spawnGuarded } from '../guard.mjs';
import { stopRequested } from '../processes.mjs';
import { root } from '../root.mjs';

const commandLine = join(root, 'dist', 'cli', 'main.js');

/** `npm run -s relais -- COMMAND`: the command line, on the services that run or on its own. */
export async function perform(args) {
  await buildIfNewer();
  const onlyAsks = args.length === 0 || args.some((arg) => ['--help', '-h', 'help', '--version'].includes(arg));
  const services = onlyAsks ? null : await servicesForApplication();
  const child = spawnGuarded(process.execPath, ['--enable-source-maps', commandLine, ...args], {
    // In the terminal's own group: it may ask, and Ctrl-C reaches it.
    ownGroup: false,
    cwd: root,
    env: services?.env ?? process.env,
    stdio: 'inherit',
  });
  stopRequested().then(() => child.kill('SIGTERM'));
  const [code] = await once(child, 'exit');
  await services?.stop();
  return code ?? 1;
}
