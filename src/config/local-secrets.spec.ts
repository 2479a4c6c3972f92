import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { localSecrets } from './local-secrets.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'relais-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what is missing is made once, kept, and the password shown that once', () => {
  const first = localSecrets({ RELAIS_DATA: folder });
  const second = localSecrets({ RELAIS_DATA: folder });

  expect(first.newPassword?.password).toBe(first.variables['RELAIS_ADMIN_PASSWORD']);
  expect(second.newPassword).toBeNull();
  expect(second.variables).toEqual(first.variables);
  expect(first.variables['SESSION_SECRET']?.length).toBeGreaterThanOrEqual(32);
});

test('the files are their owner’s only', () => {
  localSecrets({ RELAIS_DATA: folder });

  expect(statSync(join(folder, 'session-secret')).mode & 0o077).toBe(0);
});

test('in production nothing is made', () => {
  expect(localSecrets({ NODE_ENV: 'production', RELAIS_DATA: folder }).variables).toEqual({});
});

test('what is given is not made', () => {
  const { variables } = localSecrets({ RELAIS_DATA: folder, SESSION_SECRET: 'x'.repeat(32), RELAIS_ADMIN_EMAIL: 'me@relais.example' });

  expect(variables).toEqual({});
});
