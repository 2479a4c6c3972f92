import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startApp, type TestApp } from '../support/app.js';
import { buildPanelOnce } from '../support/browser.js';

const PASSWORD = 'correct horse battery';
const ADMIN = 'admin@relais.example';
const CENTRAL = 'claire@meridian.example';
const LOCAL = 'julie@meridian.example';
const COLLEAGUE = 'paul@meridian.example';
const STRANGER = 'nina@meridian.example';

describe('the door of the panel', () => {
  let app: TestApp;
  let entities: { own: string; other: string };
  let unoffered: string;

  beforeAll(async () => {
    await buildPanelOnce();
    app = await startApp({ name: 'panel-door', panel: true });
    const entity = async (label: string): Promise<string> => String((await app.call('POST', '/api/v1/entities', { label, locale: 'fr', timeZone: 'Europe/Paris', contact: 'Jean', notificationGroup: ['lyon@meridian.example'], orderReviewers: [] })).body['code']);
    unoffered = String((await app.call('POST', '/api/v1/packages', { label: 'Branch open day', kind: 'local' })).body['code']);
    entities = { own: await entity('Lyon Part-Dieu'), other: await entity('Nice Masséna') };
    await app.call('POST', '/api/v1/operators', { email: CENTRAL, name: 'Claire Fontaine', role: 'central', password: PASSWORD, locale: 'fr' });
    await app.call('POST', '/api/v1/operators', { email: LOCAL, name: 'Julie Petit', role: 'local', entity: entities.own, password: PASSWORD, locale: 'fr' });
    await app.call('POST', '/api/v1/operators', { email: COLLEAGUE, name: 'Paul Roche', role: 'local', entity: entities.own, password: PASSWORD, locale: 'fr' });
    await app.call('POST', '/api/v1/operators', { email: STRANGER, name: 'Nina Morel', role: 'local', entity: entities.other, password: PASSWORD, locale: 'fr' });
  }, 60_000);
  afterAll(() => app?.close());

  const ask = (path: string, init: RequestInit & { cookie?: string } = {}): Promise<Response> =>
    fetch(`${app.url}${path}`, { redirect: 'manual', ...init, headers: { accept: 'text/html', ...(init.cookie === undefined ? {} : { cookie: init.cookie }), ...(init.headers as Record<string, string>) } });
  const signIn = (email: string, password = PASSWORD, headers: Record<string, string> = {}): Promise<Response> =>
    ask('/admin/login', { method: 'POST', body: new URLSearchParams({ email, password }), headers });
  const cookieOf = (response: Response): string => (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

  it('sends who has no session to sign in, and back afterwards', async () => {
    const answer = await ask('/admin/resources/packages?late=true');

    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/admin/login?next=%2Fadmin%2Fresources%2Fpackages%3Flate%3Dtrue');
    expect((await ask('/admin/queues')).status).toBe(302);
  });

  it('gives a new session that no script reads and no other site sends', async () => {
    const answer = await signIn(CENTRAL);
    const planted = await signIn(CENTRAL, PASSWORD, { cookie: cookieOf(answer) });

    expect(answer.status).toBe(303);
    expect(answer.headers.get('set-cookie')).toMatch(/^relais\.sid=.+HttpOnly; SameSite=Lax$/);
    expect(cookieOf(planted)).not.toBe(cookieOf(answer));
    expect((await ask('/api/v1/packages', { cookie: cookieOf(answer) })).status).toBe(401);
    expect((await ask('/api/v1/packages', { cookie: cookieOf(planted) })).status).toBe(200);
  });

  it('opens the HTTP API to the session, but not to a write of another site', async () => {
    const cookie = cookieOf(await signIn(CENTRAL));
    const write = (site: string): Promise<Response> =>
      ask('/api/v1/campaigns', { method: 'POST', cookie, body: JSON.stringify({ label: 'Winter savings' }), headers: { 'content-type': 'application/json', 'sec-fetch-site': site } });

    expect((await write('same-origin')).status).toBe(201);
    expect((await write('cross-site')).status).toBe(403);
    expect((await signIn(CENTRAL, PASSWORD, { origin: 'https://evil.example' })).status).toBe(403);
  });

  it('refuses a wrong password plainly, and further tries after many', async () => {
    const first = await signIn('nobody@meridian.example', 'wrong');
    expect(first.status).toBe(401);
    expect(await first.text()).toContain('This e-mail and password do not go together.');

    for (let more = 0; more < 7; more += 1) await signIn('nobody@meridian.example', 'wrong');
    expect((await signIn('nobody@meridian.example', 'wrong')).status).toBe(429);
  });

  it('lets a local operator in, who finds neither the reads of AdminJS, nor its list of resources, nor the queues', async () => {
    const cookie = cookieOf(await signIn(LOCAL));
    const home = await ask('/admin', { cookie });
    const html = await home.text();

    expect(home.status).toBe(200);
    expect(html).toContain(`"role":"local","entity":"${entities.own}"`);
    expect(html).toContain('"resources":[]');
    for (const path of ['resources/orders/actions/list', 'resources/operators/actions/list', `resources/entities/records/${entities.other}/show`, 'resources/packages/search/x', 'dashboard', 'nothing/at/all']) {
      expect([path, (await ask(`/admin/api/${path}`, { cookie })).status]).toEqual([path, 404]);
    }
    expect((await ask('/admin/queues', { cookie })).status).toBe(403);
    expect((await ask('/admin/queues/api/queues', { cookie })).status).toBe(403);
  });

  it('tells a local operator the names of what is theirs only', async () => {
    const campaign = await app.call('POST', '/api/v1/campaigns', { label: 'A reference' });
    const codes = [entities.own, entities.other, LOCAL, CENTRAL, COLLEAGUE, STRANGER, campaign.body['code'], unoffered, 'ORD1', 'nonsense'].join(',');
    const names = async (email: string): Promise<unknown> => (await ask(`/admin/names?codes=${codes}`, { cookie: cookieOf(await signIn(email)), headers: { accept: 'application/json' } })).json();

    expect(await names(LOCAL)).toEqual({ [entities.own]: 'Lyon Part-Dieu', [LOCAL]: 'Julie Petit', [COLLEAGUE]: 'Paul Roche' });
    expect(Object.keys((await names(CENTRAL)) as object).sort()).toEqual([entities.own, entities.other, LOCAL, CENTRAL, COLLEAGUE, STRANGER, campaign.body['code'], unoffered].sort());
  });

  it('speaks the language that was chosen, else the one of the account', async () => {
    const cookie = cookieOf(await signIn(CENTRAL));

    expect(await (await ask('/admin', { cookie })).text()).toContain('<html lang="fr">');
    expect(await (await ask('/admin', { cookie: `${cookie}; relais.locale=en` })).text()).toContain('<html lang="en">');
  });

  it('loads nothing from other hosts, and scripts that browsers keep for ever', async () => {
    const cookie = cookieOf(await signIn(ADMIN));
    const page = await ask('/admin', { cookie });
    const html = await page.text();
    const scripts = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '');

    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self' 'nonce-[^']+'/);
    expect(scripts.length).toBe(5);
    for (const path of scripts) {
      const asset = await ask(path, { headers: { 'accept-encoding': 'br' } });
      expect([path, asset.status, asset.headers.get('content-encoding'), asset.headers.get('cache-control')]).toEqual([path, 200, 'br', 'public, max-age=31536000, immutable']);
    }
  });

  it('lets an administrator work on the queues, and central only look', async () => {
    const pause = async (email: string): Promise<number> => (await ask('/admin/queues/api/queues/cancellations/pause', { method: 'PUT', cookie: cookieOf(await signIn(email)) })).status;

    expect((await ask('/admin/queues', { cookie: cookieOf(await signIn(CENTRAL)) })).status).toBe(200);
    expect(await pause(CENTRAL)).toBe(403);
    expect(await pause(ADMIN)).toBe(200);
    const resume = await ask('/admin/queues/api/queues/cancellations/resume', { method: 'PUT', cookie: cookieOf(await signIn(ADMIN)) });
    expect(resume.status).toBe(200);
  });

  it('reads for AdminJS with exact filters, leaving a bad one out, and writes nothing', async () => {
    const cookie = cookieOf(await signIn(ADMIN));
    const list = async (query: string): Promise<string[]> => {
      const answer = (await (await ask(`/admin/api/resources/packages/actions/list?${query}`, { cookie, headers: { accept: 'application/json' } })).json()) as { records: { params: Record<string, unknown> }[] };
      return answer.records.map(({ params }) => String(params['status']));
    };

    expect(await list('filters.status=being-edited&filters.referenceCampaign=%24nonsense')).toEqual(['being-edited']);
    expect(await list('filters.status=edited')).toEqual(['being-edited']);
    expect(await list('filters.status=published')).toEqual([]);
    expect((await ask('/admin/api/resources/operators/actions/list', { cookie })).status).toBe(200);
    expect(await (await ask('/admin/api/resources/operators/actions/list', { cookie })).text()).not.toContain('passwordHash');
    expect((await ask('/admin/api/resources/packages/actions/new', { method: 'POST', cookie, headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(404);
  });

  it('closes behind who signs out', async () => {
    const cookie = cookieOf(await signIn(CENTRAL));

    expect((await ask('/admin/logout', { method: 'POST', cookie })).headers.get('location')).toBe('/admin/login?signed-out');
    expect((await ask('/api/v1/packages', { cookie })).status).toBe(401);
  });
});
