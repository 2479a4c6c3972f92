import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { spawnGuarded } from '../guard.mjs';
import { freePort } from './ports.mjs';

const CATCHER = fileURLToPath(new URL('./mail/catcher.mjs', import.meta.url));

/**
 * Starts the mail catcher: takes every mail over SMTP, shows it on a page, sends nothing on.
 * @returns `{name, ports: {mail, mailPage}, child, env: {SMTP_URL, MAIL_URL}}`
 */
export async function startMail({ folder, ports = {} }) {
  const wanted = [await freePort(ports.mail), await freePort(ports.mailPage)];
  const log = openSync(join(folder, 'mail.log'), 'w');
  const child = spawnGuarded(process.execPath, [CATCHER, ...wanted.map(String)], { stdio: ['ignore', 'pipe', log] });
  closeSync(log);
  const lines = createInterface({ input: child.stdout });
  const [ready] = await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => [null])]);
  if (typeof ready !== 'string') throw new Error(`the mail catcher did not start:\n${readFileSync(join(folder, 'mail.log'), 'utf8')}`);
  const { smtp, http } = JSON.parse(ready);
  return {
    name: 'mail catcher',
    ports: { mail: smtp, mailPage: http },
    child,
    env: { SMTP_URL: `smtp://127.0.0.1:${smtp}`, MAIL_URL: `http://127.0.0.1:${http}` },
  };
}
