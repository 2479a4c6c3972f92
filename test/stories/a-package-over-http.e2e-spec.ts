import { type TestApp, startApp } from '../support/app.js';

const DAY = 86_400_000;
const at = (days: number): string => new Date(Math.floor(performance.timeOrigin + performance.now()) + days * DAY).toISOString();

describe('a package over HTTP', () => {
  let relais: TestApp;
  let entity: string;
  let campaign: string;
  let body: Record<string, unknown>;

  beforeAll(async () => {
    relais = await startApp({ name: 'package-over-http' });
    entity = String((await relais.call('POST', '/api/v1/entities', { label: 'Lyon', locale: 'fr', timeZone: 'Europe/Paris' })).body['code']);
  });
  afterAll(() => relais.close());
  beforeEach(async () => {
    campaign = String((await relais.call('POST', '/api/v1/campaigns', { label: 'Savings week 2026', kind: 'reference' })).body['code']);
    body = {
      label: 'Savings week',
      kind: 'collaborative',
      distributionLevel: 'simple',
      referenceCampaign: campaign,
      folder: '/Savings/2026/',
      schedule: { start: at(-1), end: at(30) },
      availableAt: at(2),
      registrationDeadline: at(20),
      audience: [entity.toLowerCase()],
    };
  });

  const post = (path: string, given?: unknown) => relais.call('POST', `/api/v1/packages${path}`, given);
  const patch = (code: string, given: unknown, version?: string) => relais.call('PATCH', `/api/v1/packages/${code}`, given, version === undefined ? {} : { 'if-match': version });

  it('is created, submitted, approved, published, and shows each step', async () => {
    const created = await post('', body);
    const path = `/${String(created.body['code'])}`;

    expect(created.status).toBe(201);
    expect(created.headers.get('etag')).toBe('"1"');
    expect(created.body).toMatchObject({ status: 'being-edited', cycle: 1, version: 1, folder: 'Savings/2026', audience: [entity], late: null, orderCounts: {}, allowed: ['edit', 'submit', 'approve', 'cancel'], approval: null, cancellation: null });
    expect((await post(`${path}/submit`)).body).toMatchObject({ status: 'pending-approval', submittedBy: 'admin@relais.example' });
    expect((await post(`${path}/approve`, { comment: 'Well done.' })).body).toMatchObject({ status: 'approved', approval: { by: 'admin@relais.example' } });
    expect((await post(`${path}/approve`)).body).toMatchObject({ status: 409, code: 'already-decided', by: 'admin@relais.example', allowed: ['publish', 'cancel'] });
    expect((await post(`${path}/publish`)).body).toMatchObject({ status: 'published', version: 4 });
    expect((await relais.call('GET', '/api/v1/packages?status=published&counts=true')).body).toMatchObject({ items: [{ status: 'published', referenceCampaign: campaign }], counts: { total: 1, late: 0, status: { published: 1, approved: 0 } } });
  });

  it('is edited from the version that was read, and from no other', async () => {
    const code = String((await post('', body)).body['code']);

    expect((await patch(code, { label: 'New' })).status).toBe(428);
    expect((await patch(code, { label: '' }, '"1"')).body).toMatchObject({ status: 422, errors: [{ field: 'label' }] });
    const edited = await patch(code.toLowerCase(), { label: 'New' }, '"1"');
    expect(edited.body).toMatchObject({ label: 'New', version: 2 });
    expect(edited.headers.get('etag')).toBe('"2"');
    expect((await patch(code, { label: 'Old' }, '"1"')).body).toMatchObject({ status: 412, code: 'stale-version' });
  });

  it.each([
    ['an unknown field', { colour: 'red' }, ['colour']],
    ['fields that Relais writes', { status: 'published', version: 3 }, ['status', 'version']],
    ['a level that is not available yet', { distributionLevel: 'by-target-approval' }, ['distributionLevel']],
    ['automatic mode of a local package', { kind: 'local', distributionLevel: 'local', orderApproval: 'automatic' }, ['orderApproval']],
    ['a date that is none', { availableAt: '2026-02-30T00:00:00Z' }, ['availableAt']],
    ['dates out of order', { registrationDeadline: at(40) }, ['registrationDeadline']],
    ['a form that is none', { form: [{ name: 'size', label: 'Size', type: 'choice' }] }, ['form[0].options']],
    ['people and things that do not exist', { audience: ['OU999'], reviewers: ['nobody@relais.example'], assignedTo: 'nobody@relais.example', referenceCampaign: 'OP999' }, ['referenceCampaign', 'audience[0]', 'reviewers[0]', 'assignedTo']],
  ])('%s is a 422 that names it', async (_what, given, fields) => {
    const answer = await post('', { ...body, ...given });

    expect(answer.status).toBe(422);
    expect((answer.body['errors'] as unknown as { field: string }[]).map((error) => error.field)).toEqual(fields);
  });

  it('a reject without a comment is a 422, a submit that lacks a stored field a 409 that names it', async () => {
    const code = String((await post('', { ...body, audience: [], availableAt: null })).body['code']);

    expect((await post(`/${code}/reject`)).body).toMatchObject({ status: 422, errors: [{ field: 'comment' }] });
    expect((await post(`/${code}/submit`)).body).toMatchObject({ status: 409, errors: [{ field: 'availableAt' }, { field: 'audience' }], allowed: ['approve', 'cancel'] });
    expect((await post(`/${code}/publish`)).body).toMatchObject({ status: 409, code: 'invalid-transition', allowed: ['submit', 'approve', 'cancel'] });
    expect((await post('/CAT999/submit')).status).toBe(404);
  });

  it('an unknown or bad parameter of the list is a 400 that names it', async () => {
    expect((await relais.call('GET', '/api/v1/packages?colour=red')).body).toMatchObject({ status: 400, errors: [{ field: 'colour' }] });
    expect((await relais.call('GET', '/api/v1/packages?status=sold')).status).toBe(400);
    expect((await relais.call('GET', '/api/v1/packages?late=perhaps&availableFrom=soon')).body).toMatchObject({ status: 400, errors: [{ field: 'late' }, { field: 'availableFrom' }] });
  });

  it('a campaign is shown with its package, and is not steered where nothing of it can run', async () => {
    const code = String((await post('', body)).body['code']);

    expect((await relais.call('GET', `/api/v1/campaigns/${campaign}`)).body).toMatchObject({ kind: 'reference', package: code, status: 'being-edited', allowed: ['edit'] });
    expect((await relais.call('POST', `/api/v1/campaigns/${campaign}/start`)).body).toMatchObject({ status: 409, code: 'nothing-to-do', allowed: [] });
    expect((await post('', body)).body).toMatchObject({ status: 409, code: 'reference-taken', package: code });
  });
});
