import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { type Story, Story as Stories } from '../support/story.js';

const ROLES = ['admin', 'central', 'own', 'other'] as const;
type Role = (typeof ROLES)[number] | 'reviewer';

const label = { label: 'Named' };
const comment = { comment: 'Because.' };
const mail = { label: 'News', subject: 'News', text: 'Hello' };

/**
 * *Who may do what* of domain.md, a line a call: what an admin, a central operator, a local operator
 * of the entity, and one of another entity are answered. 403: known, not theirs to change; 404: not
 * theirs to know. Who may is told by what comes after the rights: 409 (the state refuses it), 428
 * (the version is missing). `[thing]` is a code; called from the right, so that central cancels first.
 */
const TABLE: [call: string, body: object | undefined, ...statuses: [number, number, number, number]][] = [
  ['GET /packages', undefined, 200, 200, 200, 200],
  ['POST /packages', { label: 'New', kind: 'local' }, 201, 201, 403, 403],
  ['GET /packages/[offer]', undefined, 200, 200, 200, 404],
  ['GET /packages/[inside]', undefined, 200, 200, 404, 404],
  ['PATCH /packages/[offer]', label, 428, 428, 403, 404],
  ['PATCH /packages/[inside]', label, 428, 428, 404, 404],
  ['POST /packages/[offer]/submit', comment, 409, 409, 403, 404],
  ['POST /packages/[offer]/approve', comment, 409, 409, 403, 404],
  ['POST /packages/[offer]/reject', comment, 409, 409, 403, 404],
  ['POST /packages/[offer]/publish', comment, 409, 409, 403, 404],
  ['POST /packages/[offer]/reinitialize', comment, 409, 409, 403, 404],
  ['POST /packages/[inside]/reinitialize', comment, 409, 409, 404, 404],
  ['GET /packages/[offer]/consequences', undefined, 200, 200, 403, 404],
  ['POST /packages/[doomed]/cancel', comment, 200, 202, 403, 404],
  ['GET /orders', undefined, 200, 200, 200, 200],
  ['POST /orders', { package: '[offer]', entity: '[entity]' }, 409, 409, 409, 404],
  ['POST /orders', { package: '[offer]' }, 422, 422, 409, 404],
  ['POST /orders', { package: '[inside]', entity: '[entity]' }, 409, 409, 404, 404],
  ['GET /orders/[order]', undefined, 200, 200, 200, 404],
  ['PATCH /orders/[order]', label, 428, 428, 428, 404],
  ['POST /orders/[order]/place', comment, 409, 409, 409, 404],
  ['POST /orders/[order]/approve', comment, 409, 409, 403, 404],
  ['POST /orders/[order]/reject', comment, 409, 409, 403, 404],
  ['POST /orders/[dropped]/cancel', comment, 200, 200, 200, 404],
  ['GET /campaigns', undefined, 200, 200, 200, 200],
  ['POST /campaigns', label, 201, 201, 403, 403],
  ['GET /campaigns/[child]', undefined, 200, 200, 200, 404],
  ['GET /campaigns/[reference]', undefined, 200, 200, 404, 404],
  ['PATCH /campaigns/[child]', label, 428, 428, 403, 404],
  ['PATCH /campaigns/[reference]', label, 428, 428, 404, 404],
  ...(['start', 'pause', 'resume', 'stop'] as const).flatMap((command): typeof TABLE => [
    [`POST /campaigns/[idle]/${command}`, {}, 409, 409, 403, 404],
    [`POST /campaigns/[reference]/${command}`, {}, 409, 409, 404, 404],
    [`POST /deliveries/[ended delivery]/${command}`, comment, 409, 409, 403, 404],
    [`POST /workflows/[ended workflow]/${command}`, comment, 409, 409, 403, 404],
  ]),
  ['GET /deliveries', undefined, 200, 200, 200, 200],
  ['POST /deliveries', { campaign: '[child]', ...mail }, 201, 201, 403, 403],
  ['GET /deliveries/[delivery]', undefined, 200, 200, 200, 404],
  ['GET /deliveries/[inner delivery]', undefined, 200, 200, 404, 404],
  ['PATCH /deliveries/[delivery]', label, 428, 428, 403, 404],
  ['GET /workflows', undefined, 200, 200, 200, 200],
  ['POST /workflows', { campaign: '[child]', ...label, activities: [{ type: 'wait', seconds: 1 }] }, 201, 201, 403, 403],
  ['GET /workflows/[workflow]', undefined, 200, 200, 200, 404],
  ['PATCH /workflows/[workflow]', label, 428, 428, 403, 404],
  ['GET /cancellations', undefined, 200, 200, 403, 403],
  ['GET /cancellations/[cancellation]', undefined, 200, 200, 404, 404],
  ['GET /cancellations/[cancellation]/events', undefined, 200, 200, 404, 404],
  ['GET /cancellations/[cancellation]/reached', undefined, 200, 200, 404, 404],
  ['GET /entities', undefined, 200, 200, 200, 200],
  ['POST /entities', { ...label, locale: 'fr', timeZone: 'Europe/Paris' }, 201, 403, 403, 403],
  ['GET /entities/[entity]', undefined, 200, 200, 200, 404],
  ['PATCH /entities/[entity]', label, 428, 403, 403, 404],
  ['GET /operators', undefined, 200, 200, 200, 200],
  ['POST /operators', { email: 'new@relais.example', name: 'New', role: 'central' }, 201, 403, 403, 403],
  ['GET /operators/own@relais.example', undefined, 200, 200, 200, 404],
  ['GET /operators/central@relais.example', undefined, 200, 200, 404, 404],
  ['PATCH /operators/own@relais.example', { name: 'New' }, 428, 403, 403, 404],
  ['GET /api-keys', undefined, 200, 200, 403, 403],
  ['POST /api-keys', { operator: 'central@relais.example', label: 'Another' }, 201, 403, 403, 403],
  ['DELETE /api-keys/[key of central]', undefined, 204, 403, 404, 404],
  ['DELETE /api-keys/[key of own]', undefined, 204, 404, 404, 404],
  ['GET /recipients', undefined, 200, 200, 200, 200],
  ['POST /recipients', { recipients: [] }, 200, 200, 403, 403],
  ['GET /notifications', undefined, 200, 200, 200, 200],
  ['GET /notifications/[notification]', undefined, 200, 200, 200, 404],
  ['POST /notifications/[notification]/resend', {}, 409, 409, 403, 404],
  ['GET /journal', undefined, 200, 200, 404, 404],
  ['GET /journal?subject=[order]', undefined, 200, 200, 200, 404],
  ['GET /journal?subject=[offer]', undefined, 200, 200, 404, 404],
];

describe('who may do what', () => {
  let relais: TestApp;
  let things: Record<string, string>;
  const keys: Partial<Record<Role, string>> = {};

  beforeAll(async () => {
    // No mail ever leaves: what is owed stays owed, however long the calls take.
    relais = await startApp({ name: 'http-rights', environment: { SMTP_URL: 'smtp://127.0.0.1:9' } });
    const story = new Stories(relais);
    const [entity, another] = (await story.branches(2, 1)) as [string, string];
    for (const [role, of] of [['central', null], ['own', entity], ['reviewer', entity], ['other', another]] as const) {
      await story.post('/operators', { email: `${role}@relais.example`, name: role, role: role === 'central' ? 'central' : 'local', entity: of });
      keys[role] = (await story.post<{ key: string }>('/api-keys', { operator: `${role}@relais.example`, label: 'story' })).key;
    }
    await relais.call('PATCH', `/api/v1/entities/${entity}`, { orderReviewers: ['reviewer@relais.example'] }, { 'if-match': '"1"' });
    things = await make(story, entity, another);
  });
  afterAll(() => relais.close());

  const as = (role: Role, method: string, path: string, body?: unknown) => relais.call(method, `/api/v1${path}`, body, keys[role] === undefined ? {} : { authorization: `Bearer ${keys[role]}` });

  it.each(TABLE)('%s %j: %i, %i, %i, %i', async (call, body, ...statuses) => {
    const [method, path] = named(call, things).split(' ') as [string, string];
    const sent = body === undefined ? undefined : (JSON.parse(named(JSON.stringify(body), things)) as object);

    const answered: Partial<Record<Role, number>> = {};
    for (const role of [...ROLES].reverse()) answered[role] = (await as(role, method, path, sent)).status;

    expect(answered).toEqual(Object.fromEntries(ROLES.map((role, index) => [role, statuses[index]])));
  });

  it('is told of here for every call', async () => {
    const { paths } = (await relais.call('GET', '/api/openapi.json')).body as unknown as { paths: Record<string, object> };
    const calls = Object.entries(paths).flatMap(([path, item]) => (path.startsWith('/api/v1') ? Object.keys(item).map((verb) => `${verb.toUpperCase()} ${path.replace('/api/v1', '').replace(/\{\w+\}/, 'ONE')}`) : []));
    const told = TABLE.map(([call]) => call.replace(/\?.*/, '').replace(/\[[^\]]+\]|\w+@[\w.]+/, 'ONE'));

    expect([...new Set(told)].sort()).toEqual([...calls].sort());
  });

  it('lets the order reviewer whom the entity named decide, and no other of its operators', async () => {
    const path = `/orders/${things['ordered'] as string}/approve`;

    expect((await as('own', 'POST', path)).status).toBe(403);
    expect((await as('reviewer', 'POST', path)).body).toMatchObject({ status: 'available' });
  });

  it('shows a local operator lists of their own entity only', async () => {
    const codes = async (role: Role, path: string): Promise<unknown[]> => ((await as(role, 'GET', path)).body['items'] as unknown as Record<string, unknown>[]).map((item) => item['code'] ?? item['email'] ?? item['entity']);

    const offers = await codes('own', '/packages');
    expect(offers).toContain(things['offer']);
    for (const name of ['inside', 'gone', 'doomed']) expect(offers).not.toContain(things[name]);
    expect(await codes('own', '/entities')).toEqual([things['entity']]);
    expect((await codes('own', '/operators')).sort()).toEqual(['own@relais.example', 'reviewer@relais.example']);
    expect(await codes('own', '/recipients')).toEqual(['r0@ou1.example']);
    expect(await codes('own', '/deliveries')).not.toContain(things['inner delivery']);
    expect(new Set(await codes('own', '/notifications'))).toEqual(new Set([things['entity']]));
    for (const path of ['/packages', '/orders', '/campaigns', '/deliveries', '/workflows', '/notifications', `/orders?entity=${things['entity'] as string}`, `/recipients?entity=${things['entity'] as string}`]) expect({ path, codes: await codes('other', path) }).toEqual({ path, codes: [] });
  });

  it('shows a local operator a package without reviewers, counts and what others ordered', async () => {
    const { body } = await as('own', 'GET', `/packages/${things['offer'] as string}`);

    expect(body).toMatchObject({ code: things['offer'], label: 'Winter savings', allowed: [] });
    for (const field of ['reviewers', 'orderCounts']) expect(body).not.toHaveProperty(field);
  });

  it('gives no hint: what is not theirs is answered like what there is not', async () => {
    const hidden = await as('other', 'GET', `/orders/${things['order'] as string}`);
    const nothing = await as('other', 'GET', '/orders/ORD987654');
    const shapeOf = (body: Record<string, unknown>): string => JSON.stringify({ ...body, instance: '', requestId: '' }).replaceAll(/ORD\d+/g, 'ORD');

    expect(shapeOf(hidden.body)).toBe(shapeOf(nothing.body));
  });
});

/** The things that a line speaks of, by their codes. */
function named(text: string, things: Record<string, string>): string {
  return text.replace(/\[([a-z ]+)\]/g, (_all, name: string) => things[name] as string);
}

async function make(story: Story, entity: string, another: string): Promise<Record<string, string>> {
  const campaign = (): Promise<string> => story.make('/campaigns', { label: 'Reference' });
  const local = async (): Promise<string> => story.published(await campaign(), [entity], { kind: 'local', distributionLevel: 'local' });
  const reference = await campaign();
  const offer = await story.published(reference, [entity]);
  const { code: order, campaign: child } = await story.available(offer, entity);
  const process = async (path: string, of: string, commands: string[]): Promise<string> => {
    const content = path === '/deliveries' ? { ...mail, target: { entities: [entity] } } : { label: 'Journey', activities: [{ type: 'wait', seconds: 600 }] };
    const code = await story.make(path, { campaign: of, ...content });
    for (const command of commands) await story.post(`${path}/${code}/${command}`);
    return code;
  };
  // Something runs in the package, so that it is not reinitialized.
  await process('/workflows', child, ['start']);
  const gone = await local();
  const { cancellation } = await story.post<{ cancellation: string }>(`/packages/${gone}/cancel`);
  const notification = await eventually('a mail is owed to the entity', async () => (await story.get<{ items: { id: string }[] }>(`/notifications?package=${offer}&entity=${entity}`)).items[0]?.id);
  const keyOf = async (role: string): Promise<string> => (await story.post<{ id: string }>('/api-keys', { operator: `${role}@relais.example`, label: 'spare' })).id;
  // Each once ordered by the entity, so that it knows the package.
  const [idlePackage, droppedPackage] = [await local(), await local()];
  const { campaign: idle } = await story.available(idlePackage, entity);
  return {
    entity,
    another,
    reference,
    offer,
    order,
    child,
    idle,
    inside: await story.make('/packages', { label: 'Inside', kind: 'local' }),
    doomed: await local(),
    dropped: await story.make('/orders', { package: droppedPackage, entity, place: true }),
    ordered: await story.make('/orders', { package: await local(), entity, place: true }),
    delivery: await process('/deliveries', child, []),
    workflow: await process('/workflows', child, []),
    'inner delivery': await process('/deliveries', await campaign(), []),
    'ended delivery': await process('/deliveries', child, ['stop']),
    'ended workflow': await process('/workflows', child, ['stop']),
    gone,
    cancellation,
    notification,
    'key of central': await keyOf('central'),
    'key of own': await keyOf('own'),
  };
}
