import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startApp, type TestApp } from '../support/app.js';
import { spotChecks } from '../support/grid.js';
import { AHEAD, datesFrom, day, DUE, orderIn, packageIn } from '../support/in-status.js';
import { ORDER_EDITS, PACKAGE_EDITS } from '../support/status-matrix.js';
import { Story } from '../support/story.js';

const ADMIN = 'admin@relais.example';
const FORM = [{ name: 'rate', label: 'Rate', type: 'number' }];

interface Entry {
  command: string;
  from: string | null;
  to: string | null;
  by: string;
  changes: { field: string }[];
  refused: string | null;
}

describe('what may be edited', () => {
  let relais: TestApp;
  let story: Story;
  let entities: string[];
  let localKey: string;
  /** Things that the refused edits of a status share, since they change nothing. */
  const resting = new Map<string, Promise<string>>();
  const shared = (key: string, make: () => Promise<string>): Promise<string> => {
    const known = resting.get(key) ?? make();
    resting.set(key, known);
    return known;
  };

  beforeAll(async () => {
    relais = await startApp({ name: 'statuses-and-edits', roles: 'api' });
    story = new Story(relais);
    entities = await story.branches(3, 0);
    await story.post('/operators', { email: 'carl@relais.example', name: 'Carl', role: 'central' });
    await story.post('/operators', { email: 'lea@relais.example', name: 'Lea', role: 'local', entity: entities[0] });
    localKey = (await story.post<{ key: string }>('/api-keys', { operator: 'lea@relais.example', label: 'story' })).key;
  });
  afterAll(() => relais.close());

  const journal = async (code: string): Promise<Entry[]> => (await story.get<{ items: Entry[] }>(`/journal?subject=${code}&limit=200`)).items;
  const edit = async (path: string, patch: object, headers: Record<string, string> = {}) => {
    const { version } = await story.get<{ version: number }>(path);
    return relais.call('PATCH', `/api/v1${path}`, patch, { 'if-match': `"${version}"`, ...headers });
  };

  /** Another value for each field, for a package whose schedule starts on this day. */
  const otherValue = async (field: string, start: number): Promise<object> => {
    const [one, two, three] = entities;
    const values: Record<string, object> = {
      label: { label: 'Summer' },
      folder: { folder: 'Savings/Summer' },
      assignedTo: { assignedTo: 'carl@relais.example' },
      reviewers: { reviewers: ['carl@relais.example'] },
      approvalDeadline: { approvalDeadline: day(start + 2) },
      reminders: { reminders: [{ from: 'submission', offsetDays: 1 }] },
      'schedule.start': { schedule: { start: day(start - 1) } },
      'schedule.end': { schedule: { end: day(start + 60) } },
      availableAt: { availableAt: day(start + 3) },
      registrationDeadline: { registrationDeadline: day(start + 25) },
      personalizationDeadline: { personalizationDeadline: day(start + 30) },
      'audience, more': { audience: [one, two, three] },
      'audience, fewer': { audience: [one] },
      kind: { kind: 'local' },
      distributionLevel: { distributionLevel: 'by-campaign' },
      orderApproval: { orderApproval: 'automatic' },
      allowMultipleOrders: { allowMultipleOrders: true },
      form: { form: FORM },
    };
    return values[field] ?? { referenceCampaign: await story.make('/campaigns', { label: 'Another' }) };
  };

  it.each([...PACKAGE_EDITS.filter(({ cell }) => cell !== 'no'), ...spotChecks(PACKAGE_EDITS.filter(({ cell }) => cell === 'no'))])('$row of a package that is $column: $cell', async ({ row, column: status, cell }) => {
    const make = (): Promise<string> => packageIn(story, status, { kind: 'collaborative', entities: entities.slice(0, 2) });
    const code = await (cell === 'no' ? shared(`package ${status}`, make) : make());
    const before = await story.get(`/packages/${code}`);
    const field = row.split(',')[0] as string;

    const answer = await edit(`/packages/${code}`, await otherValue(row, status === 'published' ? DUE : AHEAD));

    const [entry] = (await journal(code)).slice(-1);
    if (cell === 'no') {
      const refusal = status === 'canceled' ? { code: 'invalid-transition', allowed: ['reinitialize'] } : { code: 'fields-not-editable', errors: expect.arrayContaining([expect.objectContaining({ field })]) };
      expect(answer.body).toMatchObject({ status: 409, ...refusal });
      expect(await story.get(`/packages/${code}`)).toEqual(before);
      expect(entry).toMatchObject({ command: 'edit', refused: refusal.code, by: ADMIN });
      return;
    }
    const to = cell === '=' ? status : cell;
    expect(answer.body).toMatchObject({ status: to, version: (before['version'] as number) + 1 });
    expect(entry).toMatchObject({ from: status, to, by: ADMIN, refused: null });
    expect(entry?.changes.map((change) => change.field)).toContain(field);
    // What was approved or asked is void; what was rejected is taken up again.
    if (to !== status) expect(answer.body).toMatchObject({ approval: null, submittedBy: null });
  });

  it.each([
    ['kind', 'no'],
    ['distributionLevel', 'no'],
    ['referenceCampaign', 'no'],
    ['orderApproval', 'no'],
    ['allowMultipleOrders', 'being-edited'],
    ['form', 'being-edited'],
    ['label', 'approved'],
  ])('%s of an approved package that an entity has drafted an order of: %s', async (field, cell) => {
    const code = await packageIn(story, 'approved', { kind: 'collaborative', entities, given: { ...datesFrom(DUE), availableAt: day(1) } });
    const order = await story.make('/orders', { package: code, entity: entities[0] });
    const patch = await otherValue(field, DUE);

    const answer = await edit(`/packages/${code}`, patch);

    if (cell !== 'no') {
      expect(answer.body).toMatchObject({ code, status: cell });
      return;
    }
    expect(answer.body).toMatchObject({ status: 409, code: 'fields-not-editable', errors: expect.arrayContaining([expect.objectContaining({ field })]) });
    await story.post(`/orders/${order}/cancel`);
    expect((await edit(`/packages/${code}`, patch)).body).toMatchObject({ code, status: 'being-edited' });
  });

  const deadlines: Record<string, string | null> = { details: null, none: null, ahead: day(DUE + 10), passed: day(-0.5) };
  const patches = (what: string): object[] => (what === 'details' ? [{ label: 'Ours' }, { assignedTo: 'carl@relais.example' }, { comment: 'Please.' }] : [{ parameters: { rate: 3 } }]);

  it.each(ORDER_EDITS.filter(({ cell }) => cell !== 'x'))('of an order that is $row, by $column: $cell', async ({ row: status, column, cell }) => {
    const [who, what] = column.split(' ') as [string, string];
    const make = (): Promise<string> => orderIn(relais, story, status, { kind: 'collaborative', entities, given: { form: FORM, personalizationDeadline: deadlines[what] ?? null } });
    const code = await (cell === '=' ? make() : shared(`order ${status} ${what}`, make));
    const headers: Record<string, string> = who === 'central' ? {} : { authorization: `Bearer ${localKey}` };

    for (const patch of patches(what)) {
      const before = await story.get(`/orders/${code}`);
      const [field, value] = Object.entries(patch)[0] as [string, unknown];

      const answer = await edit(`/orders/${code}`, patch, headers);

      const [entry] = (await journal(code)).slice(-1);
      const by = who === 'central' ? ADMIN : 'lea@relais.example';
      if (cell === '=') {
        expect(answer.body).toMatchObject({ code, status, [field]: value });
        expect(entry).toMatchObject({ command: 'edit', from: status, to: status, by, refused: null, changes: [{ field }] });
      } else {
        expect(answer.body).toMatchObject({ status: 409, code: 'not-editable', errors: [{ field }] });
        expect(await story.get(`/orders/${code}`)).toEqual(before);
        expect(entry).toMatchObject({ command: 'edit', refused: 'not-editable', by });
      }
    }
  });
});
