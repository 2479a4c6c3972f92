import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startApp, type TestApp } from '../support/app.js';
import { Base } from '../support/base.js';
import { INSTANTS } from '../support/good-requests.js';
import { Story } from '../support/story.js';

const ADMIN = 'admin@relais.example';
const comment = { comment: 'Because.' };

/** Status -> the commands that domain.md lets out of it, and those it does not, with the code of the refusal. */
const PACKAGES: Record<string, { allowed: string[]; refused: Record<string, string> }> = {
  'being-edited': { allowed: ['submit', 'approve', 'cancel'], refused: { reject: 'invalid-transition', publish: 'invalid-transition', reinitialize: 'invalid-transition' } },
  'pending-approval': { allowed: ['approve', 'reject', 'cancel'], refused: { submit: 'invalid-transition', publish: 'invalid-transition', reinitialize: 'invalid-transition' } },
  approved: { allowed: ['publish', 'cancel'], refused: { submit: 'invalid-transition', approve: 'already-decided', reject: 'already-decided', reinitialize: 'invalid-transition' } },
  rejected: { allowed: ['cancel'], refused: { submit: 'invalid-transition', approve: 'already-decided', reject: 'already-decided', publish: 'invalid-transition', reinitialize: 'invalid-transition' } },
  published: { allowed: ['cancel', 'reinitialize'], refused: { submit: 'invalid-transition', approve: 'already-decided', reject: 'already-decided', publish: 'invalid-transition' } },
  canceled: { allowed: ['reinitialize'], refused: { submit: 'invalid-transition', approve: 'invalid-transition', reject: 'invalid-transition', publish: 'invalid-transition' } },
};
const ORDERS: typeof PACKAGES = {
  draft: { allowed: ['place', 'cancel'], refused: { approve: 'invalid-transition', reject: 'invalid-transition' } },
  ordered: { allowed: ['approve', 'reject', 'cancel'], refused: { place: 'invalid-transition' } },
  available: { allowed: ['cancel'], refused: { place: 'invalid-transition', approve: 'already-decided', reject: 'already-decided' } },
  rejected: { allowed: [], refused: { place: 'invalid-transition', approve: 'already-decided', reject: 'already-decided', cancel: 'invalid-transition' } },
  canceled: { allowed: [], refused: { place: 'invalid-transition', approve: 'invalid-transition', reject: 'invalid-transition' } },
};
const PROCESSES: typeof PACKAGES = {
  draft: { allowed: ['start', 'stop'], refused: { pause: 'invalid-transition', resume: 'invalid-transition' } },
  running: { allowed: ['pause', 'stop'], refused: { start: 'invalid-transition', resume: 'invalid-transition' } },
  paused: { allowed: ['resume', 'stop'], refused: { start: 'invalid-transition', pause: 'invalid-transition' } },
  stopped: { allowed: [], refused: { start: 'invalid-transition', pause: 'invalid-transition', resume: 'invalid-transition', stop: 'invalid-transition' } },
};

const MATRIX = [
  ...cases('packages', PACKAGES),
  ...cases('orders', ORDERS),
  ...cases('deliveries', PROCESSES),
  ...cases('workflows', PROCESSES),
];

describe('a command that the present state refuses', () => {
  let relais: TestApp;
  let base: Base;
  /** `packages approved` -> its code. */
  let things: Record<string, string>;

  beforeAll(async () => {
    // Without a worker nothing moves by itself.
    relais = await startApp({ name: 'refused-commands', roles: 'api' });
    base = await Base.of(relais.environment);
    things = await oneInEachStatus(new Story(relais));
  });
  afterAll(async () => {
    await base.close();
    await relais.close();
  });

  const send = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => base.unchangedBy(() => relais.call(method, `/api/v1${path}`, body, headers), ['counters']);

  it.each(MATRIX)('says what is allowed: $command of $kind that are $status ($code)', async ({ kind, status, command, code, allowed }) => {
    const path = `/${kind}/${things[`${kind} ${status}`] as string}`;

    const answer = await send('POST', `${path}/${command}`, comment);

    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({ status: 409, code, allowed });
    if (code === 'already-decided') expect(answer.body).toMatchObject({ by: ADMIN, at: expect.stringMatching(/^20\d\d-.*Z$/) });
    expect((await relais.call('GET', `/api/v1${path}`)).body['status']).toBe(status);
  });

  it.each(['packages', 'orders', 'deliveries', 'workflows'])('is an edit of one that has ended: %s', async (kind) => {
    const status = kind === 'packages' || kind === 'orders' ? 'canceled' : 'stopped';
    const path = `/${kind}/${things[`${kind} ${status}`] as string}`;
    const { version } = (await relais.call('GET', `/api/v1${path}`)).body as unknown as { version: number };

    const answer = await send('PATCH', path, { label: 'Other' }, { 'if-match': `"${version}"` });

    expect(answer.body).toMatchObject({ status: 409, allowed: kind === 'packages' ? ['reinitialize'] : [] });
  });

  it.each(['packages', 'orders'])('is no refusal where it is a second cancel: it answers with the first (%s)', async (kind) => {
    const path = `/${kind}/${things[`${kind} canceled`] as string}/cancel`;

    const first = await send('POST', path, comment);
    const second = await send('POST', path, { comment: 'Another reason.' });

    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
  });

  it.each(['packages published', 'orders draft', 'campaigns', 'deliveries draft', 'workflows draft', 'entities', 'operators'])('is an edit of another version than the present one: %s', async (name) => {
    const path = `/${name.split(' ')[0] as string}/${things[name] as string}`;
    const { version } = (await relais.call('GET', `/api/v1${path}`)).body as unknown as { version: number };
    const body = name === 'operators' ? { name: 'Other' } : { label: 'Other' };

    const missing = await send('PATCH', path, body);
    const stale = await send('PATCH', path, body, { 'if-match': `"${version + 1}"` });
    const malformed = await send('PATCH', path, body, { 'if-match': String(version) });
    const badBody = await send('PATCH', path, { colour: 'red' });

    expect(missing.body).toMatchObject({ status: 428, code: 'version-missing' });
    expect(stale.body).toMatchObject({ status: 412, code: 'stale-version', version });
    expect(malformed.body).toMatchObject({ status: 400, code: 'bad-if-match' });
    // The version is judged after the body.
    expect(badBody.body).toMatchObject({ status: 422, errors: [{ field: 'colour' }] });
  });

  it.each(['submit', 'approve'])('names each stored field that %s lacks', async (command) => {
    const answer = await send('POST', `/packages/${things['bare'] as string}/${command}`);

    expect(answer.body).toMatchObject({ status: 409, code: 'fields-missing', allowed: expect.arrayContaining(['cancel']) });
    expect(fieldsOf(answer.body)).toEqual(['audience', 'availableAt', 'form', 'referenceCampaign', 'schedule.end', 'schedule.start']);
  });

  it('says when a package is open to orders', async () => {
    const answer = await send('POST', '/orders', { package: things['packages approved'], entity: things['entities'], place: true });

    expect(answer.body).toMatchObject({ status: 409, code: 'not-open-to-orders' });
    expect(JSON.stringify(answer.body)).toContain('2031-03-02');
  });

  it('is a second one of what there may be one of', async () => {
    const [order, reference, operator, lastAdmin] = [
      await send('POST', '/orders', { package: things['taken'], entity: things['entities'] }),
      await send('POST', '/packages', { label: 'x', kind: 'collaborative', distributionLevel: 'simple', referenceCampaign: things['taken campaign'] }),
      await send('POST', '/operators', { email: ADMIN, name: 'x', role: 'central' }),
      await send('PATCH', `/operators/${ADMIN}`, { role: 'central' }, { 'if-match': '"1"' }),
    ];

    expect(order?.body).toMatchObject({ status: 409, code: 'already-ordered', order: things['orders draft'] });
    expect(reference?.body).toMatchObject({ status: 409, code: 'reference-taken', errors: [{ field: 'referenceCampaign' }] });
    expect(operator?.body).toMatchObject({ status: 409, code: 'operator-exists' });
    expect(lastAdmin?.body).toMatchObject({ status: 409, code: 'last-administrator' });
  });

  it('is an edit of what a published package keeps, each field named', async () => {
    const path = `/packages/${things['taken'] as string}`;
    const { version } = (await relais.call('GET', `/api/v1${path}`)).body as unknown as { version: number };

    const answer = await send('PATCH', path, { kind: 'local', distributionLevel: 'local', availableAt: INSTANTS.early, orderApproval: 'automatic', allowMultipleOrders: true, label: 'Other' }, { 'if-match': `"${version}"` });

    expect(answer.body).toMatchObject({ status: 409, code: 'fields-not-editable' });
    expect(fieldsOf(answer.body)).toEqual(['allowMultipleOrders', 'availableAt', 'distributionLevel', 'kind', 'orderApproval']);
  });
});

function cases(kind: string, table: typeof PACKAGES) {
  return Object.entries(table).flatMap(([status, { allowed, refused }]) => Object.entries(refused).map(([command, code]) => ({ kind, status, command, code, allowed })));
}

function fieldsOf(problem: Record<string, unknown>): string[] {
  return (problem['errors'] as { field: string }[]).map(({ field }) => field).sort();
}

async function oneInEachStatus(story: Story): Promise<Record<string, string>> {
  const entities = (await story.branches(6, 1)) as [string, ...string[]];
  const campaign = await story.make('/campaigns', { label: 'Shared' });
  const packages = async (commands: string[], dates: object = { schedule: { start: INSTANTS.start, end: INSTANTS.end }, availableAt: INSTANTS.start }): Promise<string> => {
    const code = await story.make('/packages', { label: 'Local', kind: 'local', referenceCampaign: campaign, ...dates });
    for (const command of commands) await story.post(`/packages/${code}/${command}`, comment);
    return code;
  };
  const taken = await story.make('/campaigns', { label: 'Taken' });
  const offer = await story.published(taken, entities, { distributionLevel: 'simple' });
  const order = async (index: number, commands: string[], place = true): Promise<string> => {
    const code = await story.make('/orders', { package: offer, entity: entities[index], place });
    for (const command of commands) await story.post(`/orders/${code}/${command}`, comment);
    return code;
  };
  const processes = async (path: string, commands: string[], content: object): Promise<string> => {
    const code = await story.make(path, { campaign, label: 'News', ...content });
    for (const command of commands) await story.post(`${path}/${code}/${command}`, comment);
    return code;
  };
  const life: Record<string, string[]> = { draft: [], running: ['start'], paused: ['start', 'pause'], stopped: ['stop'] };
  const made: Record<string, string> = {
    entities: entities[0],
    operators: ADMIN,
    campaigns: campaign,
    taken: offer,
    'taken campaign': taken,
    bare: await story.make('/packages', { label: 'Bare', kind: 'collaborative', distributionLevel: 'by-form' }),
    'packages being-edited': await packages([]),
    'packages pending-approval': await packages(['submit']),
    'packages approved': await packages(['approve']),
    'packages rejected': await packages(['submit', 'reject']),
    'packages published': await packages(['approve'], story.dates()),
    'packages canceled': await packages(['cancel']),
    'orders draft': await order(0, [], false),
    'orders ordered': await order(1, []),
    'orders available': await order(2, ['approve']),
    'orders rejected': await order(3, ['reject']),
    'orders canceled': await order(4, ['cancel']),
  };
  for (const [status, commands] of Object.entries(life)) {
    made[`deliveries ${status}`] = await processes('/deliveries', commands, { subject: 'News', text: 'Hello', target: { entities: [entities[0]] } });
    made[`workflows ${status}`] = await processes('/workflows', commands, { activities: [{ type: 'wait', seconds: 600 }] });
  }
  return made;
}
