import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { SYSTEM } from '../../src/operators/actor.js';
import { ApiKeysService } from '../../src/operators/api-keys.service.js';
import { startApp, type TestApp } from '../support/app.js';

let app: TestApp;

beforeAll(async () => {
  app = await startApp({ name: 'api-keys', roles: 'api' });
});
afterAll(() => app.close());

it('a key that several processes keep in the same instant, as at their first start, is kept once', async () => {
  const keys = app.app.get(ApiKeysService, { strict: false });
  const chosen = 'a key that the environment names, long enough';

  const ids = await Promise.all(Array.from({ length: 8 }, () => keys.keep(SYSTEM, { operator: 'admin@relais.example', label: 'RELAIS_ADMIN_API_KEY' }, chosen)));

  expect(new Set(ids).size).toBe(1);
  expect((await keys.actorOf(chosen))?.email).toBe('admin@relais.example');
});
