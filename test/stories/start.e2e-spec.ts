import { startApp, type TestApp } from '../support/app.js';

let relais: TestApp | undefined;
afterEach(async () => {
  await relais?.close();
  relais = undefined;
});

test('the application starts, is ready, and knows its administrator by key', async () => {
  relais = await startApp({ name: 'start', panel: true });

  const ready = await relais.call('GET', '/health/ready');
  const operator = await relais.call('GET', '/api/v1/operators/admin@relais.example');

  expect(ready.status).toBe(200);
  expect(operator).toMatchObject({ status: 200, body: { email: 'admin@relais.example', role: 'admin' } });
});

test('a second start on the same data finds everything as it was', async () => {
  relais = await startApp({ name: 'start-twice', panel: true });
  const made = await relais.call('POST', '/api/v1/entities', { label: 'Lyon Part-Dieu', locale: 'fr', timeZone: 'Europe/Paris', notificationGroup: ['lyon@relais.example'] });
  expect(made.status).toBe(201);
  await relais.close();

  relais = await startApp({ name: 'start-twice', panel: true, keepData: true });

  expect((await relais.call('GET', '/api/v1/entities/OU1')).body).toEqual(made.body);
  expect((await relais.call('POST', '/api/v1/entities', { label: 'Nice', locale: 'fr', timeZone: 'Europe/Paris' })).body).toMatchObject({ code: 'OU2' });
});
