import { jest } from '@jest/globals';

import { runCommandLine } from '../../src/cli/command-line.js';
import { ADMIN_KEY, freshEnvironment } from '../support/environment.js';

interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a command in this process, as a terminal would see it. */
async function relais(...argv: string[]): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    jest.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text);
      return true;
    }),
  );
  try {
    return { code: await runCommandLine(argv), ...written };
  } finally {
    spies.forEach((spy) => spy.mockRestore());
  }
}

describe('the command line', () => {
  const before = { ...process.env };

  beforeAll(async () => {
    Object.assign(process.env, await freshEnvironment({ name: 'cli' }), { RELAIS_LOCALE: 'en' });
    delete process.env['RELAIS_API_KEY'];
  });
  afterAll(() => {
    process.env = before;
  });

  it('seeds without a key, tells progress on stderr and the answer as one line of JSON', async () => {
    const seeded = await relais('seed', '--entities', '6', '--packages', '3', '--recipients', '10', '--json');

    expect(seeded.code).toBe(0);
    expect(seeded.stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(seeded.stdout)).toMatchObject({ entities: 6, packages: 3, recipients: 10, everyBranch: 'CAT1' });
    expect(seeded.stderr).toContain('Packages: 3 / 3');
  });

  it('refuses a second sample network in one line, in the reader’s language, with exit code 1', async () => {
    const again = await relais('seed', '--locale', 'fr');

    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toMatch(/^relais: Cette base contient déjà 6 entités et 3 kits.*\n$/);
  });

  it('acts with the rights of the key’s operator', async () => {
    const created = await relais('api-key', 'create', '--operator', 'claire.fontaine@meridian.example', '--label', 'cli', '--json', '--key', ADMIN_KEY);
    const { key } = JSON.parse(created.stdout) as { key: string };

    const listed = await relais('package', 'list', '--json', '--key', key);
    const operator = await relais('operator', 'create', '--email', 'x@meridian.example', '--name', 'X', '--role', 'central', '--key', key);

    expect((JSON.parse(listed.stdout) as { items: { code: string }[] }).items.map((item) => item.code)).toContain('CAT1');
    expect(operator).toMatchObject({ code: 1, stdout: '' });
    expect(operator.stderr).toContain('Your role (central) may not do this');
    expect((await relais('package', 'list', '--key', 'nobody-s-key')).code).toBe(1);
    expect((await relais('package', 'list')).stderr).toContain('needs an API key');
  });

  it('says what a cancel would touch, cancels at --yes, and answers a second cancel with the first', async () => {
    const asked = await relais('package', 'cancel', 'cat1', '--key', ADMIN_KEY);
    const canceled = await relais('package', 'cancel', 'CAT1', '--comment', 'wrong rate', '--yes', '--no-wait', '--json', '--key', ADMIN_KEY);
    const again = await relais('package', 'cancel', 'CAT1', '--yes', '--no-wait', '--json', '--key', ADMIN_KEY);
    const shown = await relais('package', 'show', 'CAT1', '--json', '--key', ADMIN_KEY);

    expect(asked.code).toBe(1);
    expect(asked.stderr).toContain('Canceling CAT1 would stop 6 orders, 7 campaigns');
    expect(JSON.parse(canceled.stdout)).toMatchObject({ package: 'CAT1', comment: 'wrong rate' });
    expect((JSON.parse(again.stdout) as { code: string }).code).toBe((JSON.parse(canceled.stdout) as { code: string }).code);
    expect(JSON.parse(shown.stdout)).toMatchObject({ status: 'canceled', cancellation: { comment: 'wrong rate' } });
  });

  it('names every bad field, one a line', async () => {
    const wrong = await relais('operator', 'create', '--email', 'nobody', '--name', 'N', '--role', 'boss');

    expect(wrong.code).toBe(1);
    expect(wrong.stderr.split('\n').slice(1, 3)).toEqual([expect.stringMatching(/^ {2}email: /), expect.stringMatching(/^ {2}role: /)]);
  });

  it.each([
    [['package', 'lst'], 'there is no command lst'],
    [['package', 'list', '--bogus'], 'there is no option --bogus'],
    [['package', 'show'], 'code is missing'],
    [['package', 'list', '--status', 'gone'], 'gone is not possible (being-edited, pending-approval,'],
    [['seed', '--entities', 'many'], 'many is not possible'],
    [['operator', 'create', '--email', 'x@y.example'], 'is required'],
  ])('exits with 2 on wrong usage: %s', async (argv, said) => {
    const wrong = await relais(...argv);

    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toContain(said);
    expect(wrong.stderr).not.toMatch(/\n\s+at /);
  });

  it('lists by every filter, and goes on where the list was cut', async () => {
    const list = async (...options: string[]): Promise<{ items: { code: string }[]; nextCursor: string | null }> => JSON.parse((await relais('package', 'list', ...options, '--json', '--key', ADMIN_KEY)).stdout) as never;
    const codes = (page: { items: { code: string }[] }): string[] => page.items.map(({ code }) => code);

    const whole = await list('--sort', 'createdAt');
    const first = await list('--sort', 'createdAt', '--limit', '2');
    const rest = await list('--sort', 'createdAt', '--limit', '2', '--cursor', String(first.nextCursor));

    expect(codes(whole)).toHaveLength(3);
    expect([...codes(first), ...codes(rest)]).toEqual(codes(whole));
    expect(codes(await list('--status', 'canceled', '--kind', 'collaborative'))).toEqual(['CAT1']);
    expect(codes(await list('--campaign', 'op1'))).toEqual(['CAT1']);
    expect(codes(await list('--folder', 'nowhere'))).toEqual([]);
  });

  it('shows a package a line a field, its dates in the terminal’s time zone with its name', async () => {
    const { stdout } = await relais('package', 'show', 'CAT1', '--locale', 'fr', '--key', ADMIN_KEY);

    expect(stdout).toMatch(/^schedule\.start +\d+ [a-zûé]+ 20\d\d, \d\d:\d\d UTC$/m);
    expect(stdout).toMatch(/^cancellation\.comment +wrong rate$/m);
    expect(stdout).not.toMatch(/[{}]/);
  });

  it('says at once that MongoDB or a variable is wrong, and the way out, without a stack trace', async () => {
    const before = { MONGODB_URI: process.env['MONGODB_URI'], PORT: process.env['PORT'] };
    process.env['MONGODB_URI'] = 'mongodb://127.0.0.1:9/none';
    const away = await relais('package', 'list', '--locale', 'fr', '--key', ADMIN_KEY);
    Object.assign(process.env, { MONGODB_URI: before.MONGODB_URI, PORT: 'abc' });
    const wrong = await relais('package', 'list', '--key', ADMIN_KEY);
    delete process.env['PORT'];

    expect(away).toMatchObject({ code: 1, stdout: '' });
    expect(away.stderr).toMatch(/^relais: MongoDB\u00a0: ne répond pas .*corrigez MONGODB_URI.*\n$/);
    expect(wrong.stderr).toMatch(/PORT .*\(port of the HTTP server/);
    expect(wrong.stderr).not.toMatch(/\n\s+at /);
  }, 20_000);

  it('examines every dependency and says how to mend what is wrong', async () => {
    const well = await relais('doctor', '--json');
    process.env['SMTP_URL'] = 'smtp://127.0.0.1:1';
    const ill = await relais('doctor', '--locale=fr');

    const { checks } = JSON.parse(well.stdout) as { checks: { what: string; state: string }[] };
    expect(checks.map((check) => check.what)).toEqual(['environment', 'MongoDB', 'MongoDB version', 'MongoDB replica set', 'MongoDB indexes', 'Redis', 'Redis maxmemory-policy', 'Redis append-only file', 'SMTP']);
    expect(checks.filter((check) => check.state === 'bad')).toEqual([]);
    expect(well.code).toBe(0);
    expect(ill.code).toBe(1);
    expect(ill.stdout).toContain('✗ SMTP: ne répond pas');
    expect(ill.stdout).toContain('corrigez SMTP_URL');
  });
});
