import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { runCommandLine } from '../../src/cli/command-line.js';
import { startApp, type TestApp } from '../support/app.js';
import { buildPanelOnce } from '../support/browser.js';
import { CommandQueue } from '../support/command-queue.js';
import { ADMIN_KEY } from '../support/environment.js';
import { spotChecks } from '../support/grid.js';
import { ABSENT, COMMAND_LINE, outcomeOf, type Outcome, PANEL, queueCommandOf, RIGHTS, type Role, ROLES, type Row } from '../support/rights-matrix.js';
import { EMAILS, makeOperators, makeThings, naming, PASSWORD, spareKeys } from '../support/rights-things.js';
import { Story } from '../support/story.js';

// From the right, so that nobody who may comes before those who may not.
const FROM_THE_RIGHT = [...ROLES].reverse();
/** A code of the same kind that there is not. */
const NOTHING: Record<string, string> = { packages: 'CAT987654', orders: 'ORD987654', campaigns: 'OP987654', deliveries: 'DM987654', workflows: 'WKF987654', cancellations: 'CXL987654', entities: 'OU987654', operators: 'nobody@relais.example', 'api-keys': '0123456789abcdef01234567', notifications: '0123456789abcdef01234567' };

interface Answered {
  status: number;
  text: string;
}

describe('who may do what', () => {
  let relais: TestApp;
  let story: Story;
  let things: Record<string, string>;
  let keys: Partial<Record<Role, string>>;
  const cookies: Partial<Record<Role, string>> = {};

  beforeAll(async () => {
    await buildPanelOnce();
    // No mail ever leaves: what is owed stays owed, however long the calls take.
    relais = await startApp({ name: 'rights', panel: true, environment: { SMTP_URL: 'smtp://127.0.0.1:9' } });
    story = new Story(relais);
    const entities = (await story.branches(2, 1)) as [string, string];
    keys = { admin: ADMIN_KEY, ...(await makeOperators(relais, story, entities)) };
    things = await makeThings(story, entities);
    for (const [role, email] of Object.entries(EMAILS) as [Role, string][]) {
      const signedIn = await fetch(`${relais.url}/admin/login`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ email, password: PASSWORD }) });
      cookies[role] = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] as string;
    }
  }, 120_000);
  afterAll(() => relais.close());

  const send = async (method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answered> => {
    const answer = await fetch(`${relais.url}${path}`, { method, redirect: 'manual', headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    return { status: answer.status, text: await answer.text() };
  };
  const withKey = (role: Role): Record<string, string> => (keys[role] === undefined ? {} : { authorization: `Bearer ${keys[role]}` });
  const withSession = (role: Role): Record<string, string> => (cookies[role] === undefined ? {} : { cookie: cookies[role] });
  const as = async (role: Role, path: string): Promise<Record<string, unknown>> => JSON.parse((await send('GET', `/api/v1${path}`, undefined, withKey(role))).text) as Record<string, unknown>;
  const called = ({ call, body }: Row): { method: string; path: string; body: unknown } => {
    const [method, path] = naming(call, things).split(' ') as [string, string];
    return { method, path, body: body === undefined ? undefined : JSON.parse(naming(JSON.stringify(body), things)) };
  };
  const byRole = async <T>(ask: (role: Role) => Promise<T>): Promise<T[]> => {
    const answered = new Map<Role, T>();
    for (const role of FROM_THE_RIGHT) answered.set(role, await ask(role));
    return ROLES.map((role) => answered.get(role) as T);
  };
  const outcomes = (row: Row): Outcome[] => row.statuses.map(outcomeOf);

  describe('by HTTP with a key', () => {
    it.each(RIGHTS)('$call $body: $statuses', async (row) => {
      const { method, path, body } = called(row);

      expect(await byRole(async (role) => (await send(method, `/api/v1${path}`, body, withKey(role))).status)).toEqual(row.statuses);
    });

    it('is told of here for every call', async () => {
      const { paths } = JSON.parse((await send('GET', '/api/openapi.json', undefined, {})).text) as { paths: Record<string, object> };
      const calls = Object.entries(paths).flatMap(([path, item]) => (path.startsWith('/api/v1') ? Object.keys(item).map((verb) => `${verb.toUpperCase()} ${path.replace('/api/v1', '').replace(/\{\w+\}/, 'ONE')}`) : []));
      const told = RIGHTS.map(({ call }) => call.replace(/\?.*/, '').replace(/\[[^\]]+\]|\w+@[\w.]+/, 'ONE'));

      expect([...new Set(told)].sort()).toEqual([...calls].sort());
    });

    it('gives no hint: what is not theirs is answered like what there is not', async () => {
      const hidden = RIGHTS.filter(({ call, statuses }) => statuses[ROLES.indexOf('other')] === 404 && /^\w+ \/[\w-]+\/[^\s?]+$/.test(call));
      const shapeOf = ({ text }: Answered, code: string): unknown => JSON.parse(text.replaceAll(code, 'ONE'), (name, value: unknown) => (name === 'requestId' ? '' : value));

      for (const row of hidden) {
        const { method, path, body } = called(row);
        const [, kind = '', code = ''] = path.split('/').map(decodeURIComponent);
        const nothing = NOTHING[kind] as string;
        const theirs = await send(method, `/api/v1${path}`, body, withKey('other'));
        const none = await send(method, `/api/v1${path.replace(code, nothing)}`, body, withKey('other'));

        expect({ call: row.call, ...(shapeOf(theirs, code) as object) }).toEqual({ call: row.call, ...(shapeOf(none, nothing) as object) });
      }
      expect(hidden.length).toBeGreaterThan(40);
    });
  });

  describe('by the queue of commands', () => {
    let commands: CommandQueue;

    beforeAll(() => {
      commands = new CommandQueue(relais.environment);
    });
    afterAll(() => commands.close());

    const rows = RIGHTS.filter((row) => queueCommandOf(row) !== null);

    it.each(spotChecks(rows))('$call $body: $statuses', async (row) => {
      const { name, data } = JSON.parse(naming(JSON.stringify(queueCommandOf(row)), things)) as { name: string; data: Record<string, unknown> };

      const answered = await byRole(async (role) => outcomeOf(Number((await commands.send(name, { ...data, key: keys[role] })).problem?.['status'] ?? 200)));

      expect(answered).toEqual(outcomes(row));
    });
  });

  describe('on the command line', () => {
    const before = { ...process.env };

    beforeAll(() => {
      Object.assign(process.env, relais.environment, { RELAIS_LOCALE: 'en' });
      delete process.env['RELAIS_API_KEY'];
    });
    afterAll(() => {
      process.env = before;
    });

    /** Runs a command in this process; what it answers is in the exit code and the one line of JSON on stderr. */
    const run = async (role: Role, argv: readonly string[]): Promise<Outcome> => {
      let stderr = '';
      const spies = [
        jest.spyOn(process.stdout, 'write').mockImplementation(() => true),
        jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
          stderr += String(text);
          return true;
        }),
      ];
      const code = await runCommandLine([...argv, '--json', ...(keys[role] === undefined ? [] : ['--key', keys[role]])]).finally(() => spies.forEach((spy) => spy.mockRestore()));
      if (code === 0) return 'may';
      const { error } = JSON.parse(stderr.trimEnd().split('\n').at(-1) as string) as { error: { code: string } };
      return ({ unauthenticated: 'unknown caller', forbidden: 'may not', 'not-found': 'hidden' } as Record<string, Outcome>)[error.code] ?? 'may';
    };

    it.each(RIGHTS.filter(({ call }) => COMMAND_LINE[call] !== undefined))('$call: $statuses', async (row) => {
      const { argv, keyless } = COMMAND_LINE[row.call] as { argv: string[]; keyless?: true };

      const answered = await byRole((role) => run(role, argv.map((word) => naming(word, things))));

      expect(answered).toEqual(keyless === true ? [...outcomes(row).slice(0, -1), 'may'] : outcomes(row));
    });

    it('seeds for an administrator, and without a key', async () => {
      expect(await byRole((role) => run(role, ['seed', '--entities', '1']))).toEqual(['may', 'may not', 'may not', 'may not', 'may not', 'may']);
    });
  });

  describe('in the panel', () => {
    beforeAll(async () => {
      Object.assign(things, await spareKeys(story), { everything: [...Object.values(things), ...Object.values(EMAILS)].filter((code) => !/^[0-9a-f]{24}$/.test(code)).join(',') });
    });

    it.each(PANEL)('$call: $statuses', async (row) => {
      const { method, path, body } = called(row);
      const accept = path.startsWith('/admin/api') || path.includes('/api/') || path.startsWith('/admin/names') || method !== 'GET' ? 'application/json' : 'text/html';

      expect(await byRole(async (role) => (await send(method, path, body, { accept, 'sec-fetch-site': 'same-origin', ...withSession(role) })).status)).toEqual(row.statuses);
    });

    it.each(spotChecks(RIGHTS))('with the session: $call $body: $statuses', async (row) => {
      const { method, path, body } = called(row);

      expect(await byRole(async (role) => outcomeOf((await send(method, `/api/v1${path}`, body, { 'sec-fetch-site': 'same-origin', ...withSession(role) })).status))).toEqual(outcomes(row));
    });

    it('names to a local operator what their entity knows, and nothing of others', async () => {
      const names = async (role: Role): Promise<string[]> => Object.keys(JSON.parse((await send('GET', `/admin/names?codes=${things['everything'] as string}`, undefined, withSession(role))).text) as object);
      const { offer, order, child, inside, reference, entity, another } = things as Record<string, string>;

      expect(await names('own')).toEqual(expect.arrayContaining([offer, child, entity, EMAILS.own, EMAILS.reviewer]));
      for (const hidden of [inside, reference, another, EMAILS.central, EMAILS.other]) expect(await names('own')).not.toContain(hidden);
      expect(await names('other')).toEqual(expect.arrayContaining([another, EMAILS.other]));
      for (const hidden of [offer, order, child, inside, reference, entity, EMAILS.central, EMAILS.own]) expect(await names('other')).not.toContain(hidden);
      expect(await names('central')).toEqual(expect.arrayContaining([offer, inside, reference, entity, another, EMAILS.own]));
    });
  });

  it.each(['queue', 'command line'] as const)('each call is in the %s, or absent for a reason', (door) => {
    const isThere = (row: Row): boolean => (door === 'queue' ? queueCommandOf(row) !== null : COMMAND_LINE[row.call] !== undefined);
    const reasons = (row: Row): string[] => ABSENT.filter((absent) => absent.door === door && absent.calls.test(row.call)).map(({ why }) => why);

    expect(RIGHTS.filter((row) => isThere(row) === reasons(row).length > 0).map(({ call }) => call)).toEqual([]);
  });

  it('lets the order reviewer whom the entity named decide, and no other of its operators', async () => {
    const path = `/api/v1/orders/${things['ordered'] as string}/approve`;

    expect((await send('POST', path, {}, withKey('own'))).status).toBe(403);
    expect(JSON.parse((await send('POST', path, {}, withKey('reviewer'))).text)).toMatchObject({ status: 'available' });
  });

  it('shows a local operator lists of their own entity only', async () => {
    const codes = async (role: Role, path: string): Promise<unknown[]> => ((await as(role, path))['items'] as Record<string, unknown>[]).map((item) => item['code'] ?? item['email'] ?? item['entity']);
    const { entity, another } = things as Record<string, string>;

    const offers = await codes('own', '/packages');
    expect(offers).toContain(things['offer']);
    for (const name of ['inside', 'gone', 'doomed', 'named']) expect(offers).not.toContain(things[name]);
    expect(await codes('own', '/entities')).toEqual([entity]);
    expect((await codes('own', '/operators')).sort()).toEqual([EMAILS.own, EMAILS.reviewer]);
    expect(await codes('own', '/recipients')).toEqual(['r0@ou1.example']);
    expect(await codes('own', '/deliveries')).not.toContain(things['inner delivery']);
    expect(new Set(await codes('own', '/notifications'))).toEqual(new Set([entity]));
    for (const path of ['/packages', '/orders', '/campaigns', '/deliveries', '/workflows', '/notifications', `/orders?entity=${entity}`, `/recipients?entity=${entity}`, `/notifications?entity=${entity}`]) {
      expect({ path, codes: await codes('other', path) }).toEqual({ path, codes: [] });
    }
    expect(await codes('other', '/entities')).toEqual([another]);
  });

  it('shows a local operator a package without reviewers, counts, earlier cycles and other entities', async () => {
    const both = await story.published(await story.make('/campaigns', { label: 'For both' }), [things['another'] as string, things['entity'] as string], { kind: 'local', distributionLevel: 'local' });

    const body = await as('own', `/packages/${both}`);

    expect(body).toMatchObject({ code: both, label: 'Winter savings', allowed: [], audience: [things['entity']] });
    for (const field of ['reviewers', 'orderCounts', 'plannedReminders', 'earlierCycles']) expect(body).not.toHaveProperty(field);
    expect(JSON.stringify(body)).not.toContain(things['another']);
  });
});
