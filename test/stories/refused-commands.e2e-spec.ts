import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startApp, type TestApp } from '../support/app.js';
import { Base } from '../support/base.js';
import { INSTANTS } from '../support/good-requests.js';
import { Story } from '../support/story.js';

const ADMIN = 'admin@relais.example';
const comment = { comment: 'Because.' };

/** Status of a process -> the commands that domain.md lets out of it, and those it does not, with the code of the refusal. */
const PROCESSES: Record<string, { allowed: string[]; refused: Record<string, string> }> = {
  draft: { allowed: ['start', 'stop'], refused: { pause: 'invalid-transition', resume: 'invalid-transition' } },
  running: { allowed: ['pause', 'stop'], refused: { start: 'invalid-transition', resume: 'invalid-transition' } },
  paused: { allowed: ['resume', 'stop'], refused: { start: 'invalid-transition', pause: 'invalid-transition' } },
  stopped: { allowed: [], refused: { start: 'invalid-transition', pause: 'invalid-transition', resume: 'invalid-transition', stop: 'invalid-transition' } },
};

// Of packages and orders every cell is asked for in statuses-and-commands.
const MATRIX = [...cases('deliveries', PROCESSES), ...cases('workflows', PROCESSES)];

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
    expect((await relais.call('GET', `/api/v1${path}`)).body['status']).toBe(status);
  });

  it.each(['deliveries', 'workflows'])('is an edit of one that has ended: %s', async (kind) => {
    const path = `/${kind}/${things[`${kind} stopped`] as string}`;
    const { version } = (await relais.call('GET', `/api/v1${path}`)).body as unknown as { version: number };

    const answer = await send('PATCH', path, { label: 'Other' }, { 'if-match': `"${version}"` });

    expect(answer.body).toMatchObject({ status: 409, allowed: [] });
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
});

function cases(kind: string, table: typeof PROCESSES) {
  return Object.entries(table).flatMap(([status, { allowed, refused }]) => Object.entries(refused).map(([command, code]) => ({ kind, status, command, code, allowed })));
}

function fieldsOf(problem: Record<string, unknown>): string[] {
  return (problem['errors'] as { field: string }[]).map(({ field }) => field).sort();
}

async function oneInEachStatus(story: Story): Promise<Record<string, string>> {
  const entities = (await story.branches(1, 1)) as [string, ...string[]];
  const campaign = await story.make('/campaigns', { label: 'Shared' });
  const packages = async (commands: string[], dates: object = { schedule: { start: INSTANTS.start, end: INSTANTS.end }, availableAt: INSTANTS.start }): Promise<string> => {
    const code = await story.make('/packages', { label: 'Local', kind: 'local', referenceCampaign: campaign, ...dates });
    for (const command of commands) await story.post(`/packages/${code}/${command}`, comment);
    return code;
  };
  const taken = await story.make('/campaigns', { label: 'Taken' });
  const offer = await story.published(taken, entities, { distributionLevel: 'simple' });
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
    'packages approved': await packages(['approve']),
    'packages published': await packages(['approve'], story.dates()),
    'orders draft': await story.make('/orders', { package: offer, entity: entities[0] }),
  };
  for (const [status, commands] of Object.entries(life)) {
    made[`deliveries ${status}`] = await processes('/deliveries', commands, { subject: 'News', text: 'Hello', target: { entities: [entities[0]] } });
    made[`workflows ${status}`] = await processes('/workflows', commands, { activities: [{ type: 'wait', seconds: 600 }] });
  }
  return made;
}
