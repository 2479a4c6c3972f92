import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What was made for this machine because nobody gave it. */
export interface LocalSecrets {
  variables: Record<string, string>;
  /** The first administrator's password, the one time it may be shown; null when it was made before. */
  newPassword: { email: string; password: string } | null;
}

/**
 * Outside production, makes the missing session secret and first administrator once and keeps them in
 * `folder`, readable by their owner only. In production nothing is made: what is missing stops the start.
 */
export function localSecrets(source: Record<string, string | undefined>): LocalSecrets {
  if (source['NODE_ENV'] === 'production') return { variables: {}, newPassword: null };
  const folder = source['RELAIS_DATA'] ?? '.data';
  const variables: Record<string, string> = {};
  let newPassword: LocalSecrets['newPassword'] = null;
  if (!source['SESSION_SECRET']) variables['SESSION_SECRET'] = keptOnce(folder, 'session-secret', () => randomBytes(32).toString('hex')).value;
  if (!source['RELAIS_ADMIN_EMAIL']) {
    const email = 'admin@relais.example';
    const { value: password, made } = keptOnce(folder, 'first-administrator', () => randomBytes(12).toString('base64url'));
    variables['RELAIS_ADMIN_EMAIL'] = email;
    variables['RELAIS_ADMIN_PASSWORD'] = source['RELAIS_ADMIN_PASSWORD'] ?? password;
    if (made && !source['RELAIS_ADMIN_PASSWORD']) newPassword = { email, password };
  }
  return { variables, newPassword };
}

function keptOnce(folder: string, name: string, make: () => string): { value: string; made: boolean } {
  const file = join(folder, name);
  try {
    return { value: readFileSync(file, 'utf8').trim(), made: false };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  mkdirSync(folder, { recursive: true });
  const value = make();
  try {
    // `wx`: of two processes started at once, one makes it and the other reads it.
    writeFileSync(file, `${value}\n`, { mode: 0o600, flag: 'wx' });
    return { value, made: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return { value: readFileSync(file, 'utf8').trim(), made: false };
  }
}
