import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startApp, type TestApp } from '../support/app.js';
import { Story } from '../support/story.js';

/** What head office narrows its lists by, beside status, late, folder and words: each answer is written out by hand. */
describe('the filters of the lists', () => {
  let app: TestApp;
  let story: Story;
  let one: string;
  let two: string;
  const codes: Record<string, string> = {};

  const labels = async (list: string, query: string): Promise<string[]> => {
    const { status, body } = await app.call('GET', `/api/v1/${list}?${query}`);
    if (status !== 200) return [String(status)];
    return (body as unknown as { items: { label?: string; subject?: string; command?: string }[] }).items.map(({ label, subject, command }) => label ?? `${subject} ${command}`).sort();
  };
  const counted = async (list: string, query: string): Promise<unknown> => (((await app.call('GET', `/api/v1/${list}?${query}&counts=true`)).body as unknown as { counts: { total: unknown } }).counts.total);

  beforeAll(async () => {
    app = await startApp({ name: 'list-filters', roles: 'api' });
    story = new Story(app);
    [one, two] = (await story.branches(2, 1)) as [string, string];
    for (const name of ['marc', 'lina']) await story.post('/operators', { email: `${name}@relais.example`, name, role: 'central' });
    const campaign = async (label: string, folder: string): Promise<string> => (codes[label] = await story.make('/campaigns', { label, folder }));
    const spring = await campaign('Spring', 'Savings/2026');
    await campaign('Autumn', 'Savings');
    await campaign('Savings week', 'Savings-old');
    const day = (date: string): string => `${date}T08:00:00Z`;
    const dates = { schedule: { start: day('2030-01-01'), end: day('2030-12-31') }, availableAt: day('2030-02-01') };
    codes['simple'] = await story.make('/packages', { label: 'Simple', kind: 'collaborative', distributionLevel: 'simple', audience: [one], referenceCampaign: spring, ...dates, registrationDeadline: day('2030-03-01'), assignedTo: 'marc@relais.example', reviewers: ['lina@relais.example'] });
    codes['form'] = await story.make('/packages', { label: 'Form', kind: 'collaborative', distributionLevel: 'by-form', audience: [two], ...dates, registrationDeadline: day('2030-04-01'), assignedTo: 'lina@relais.example', reviewers: ['lina@relais.example', 'marc@relais.example'] });
    codes['local'] = await story.make('/packages', { label: 'Everybody’s', kind: 'local', referenceCampaign: codes['Autumn'], schedule: { start: day('2020-01-01'), end: day('2090-01-01') }, availableAt: day('2020-02-01') });
    await story.post(`/packages/${codes['local']}/approve`);
    await story.make('/deliveries', { campaign: spring, label: 'Letter', subject: 'x', text: 'x', target: { entities: [one] } });
    await story.make('/workflows', { campaign: spring, label: 'Journey', activities: [{ type: 'wait', seconds: 600 }] });
  });
  afterAll(() => app.close());

  it('narrow packages by level, people and entity', async () => {
    expect(await labels('packages', 'distributionLevel=simple&distributionLevel=by-form')).toEqual(['Form', 'Simple']);
    expect(await labels('packages', 'assignedTo=marc@relais.example')).toEqual(['Simple']);
    expect(await labels('packages', 'reviewer=lina@relais.example')).toEqual(['Form', 'Simple']);
    expect(await labels('packages', 'reviewer=marc@relais.example&distributionLevel=simple')).toEqual([]);
    expect(await labels('packages', `entity=${one}`)).toEqual(['Everybody’s', 'Simple']);
    expect(await counted('packages', `entity=${two}&status=being-edited`)).toBe(1);
  });

  it('narrow packages by ranges, both edges included', async () => {
    expect(await labels('packages', 'registrationFrom=2030-03-01T08:00:00Z&registrationTo=2030-03-31T00:00:00Z')).toEqual(['Simple']);
    expect(await labels('packages', 'registrationFrom=2030-03-01T08:00:01Z')).toEqual(['Form']);
    expect(await labels('packages', 'cycleFrom=2')).toEqual([]);
    expect(await labels('packages', 'cycleTo=1&cycleFrom=1')).toHaveLength(3);
    expect(await labels('packages', 'modifiedFrom=2000-01-01T00:00:00Z&status=being-edited')).toHaveLength(2);
    expect(await labels('packages', 'createdTo=2000-01-01T00:00:00Z')).toEqual([]);
    expect(await labels('packages', 'createdFrom=yesterday')).toEqual(['400']);
    expect(await labels('packages', 'cycleFrom=two')).toEqual(['400']);
  });

  it('narrow orders by who takes care of them and when they were placed', async () => {
    await story.make('/orders', { package: codes['local'], entity: one, label: 'One', assignedTo: 'marc@relais.example' });

    expect(await labels('orders', 'assignedTo=marc@relais.example')).toEqual(['One']);
    expect(await labels('orders', 'assignedTo=lina@relais.example')).toEqual([]);
    expect(await labels('orders', 'orderedFrom=2000-01-01T00:00:00Z')).toEqual([]);
    expect(await labels('orders', 'createdFrom=2000-01-01T00:00:00Z&cycleTo=1')).toEqual(['One']);
  });

  it('narrow campaigns by a folder and what is under it, and no other that begins alike', async () => {
    expect(await labels('campaigns', 'folder=Savings')).toEqual(['Autumn', 'Spring']);
    expect(await labels('campaigns', 'folder=Savings/2026')).toEqual(['Spring']);
  });

  it('narrow processes by entity, start and figures', async () => {
    expect(await labels('deliveries', 'startedFrom=2000-01-01T00:00:00Z')).toEqual([]);
    expect(await labels('deliveries', 'failedTo=0')).toEqual(['Letter']);
    expect(await labels('deliveries', 'failedFrom=1')).toEqual([]);
    expect(await labels('workflows', `entity=${one}`)).toEqual([]);
    expect(await labels('workflows', 'modifiedFrom=2000-01-01T00:00:00Z')).toEqual(['Journey']);
  });

  it('narrow the journal by who, what and whether it was refused', async () => {
    await app.call('POST', `/api/v1/packages/${codes['simple']}/publish`);

    expect(await labels('journal', `subject=${codes['simple']}&refused=true`)).toEqual([`${codes['simple']} publish`]);
    expect(await labels('journal', `subject=${codes['simple']}&refused=false`)).toEqual([`${codes['simple']} create`]);
    expect(await labels('journal', 'by=nobody@relais.example')).toEqual([]);
    expect(await labels('journal', 'command=create&atTo=2000-01-01T00:00:00Z')).toEqual([]);
  });
});
