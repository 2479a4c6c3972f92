import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startApp, type TestApp } from '../support/app.js';
import { Base } from '../support/base.js';
import { INSTANTS } from '../support/good-requests.js';
import { Story } from '../support/story.js';

const { early, start, deadline, end } = INSTANTS;
const NOBODY = 'nobody@relais.example';
const LOCAL = 'lea@relais.example';

/** What a body may name: what each of these stands for is made before. */
interface Things {
  entity: string;
  other: string;
  campaign: string;
  child: string;
  offer: string;
  formed: string;
  edited: string;
}
type Case = [title: string, method: string, path: (things: Things) => string, body: (things: Things) => object, fields: string[]];

const newPackage = (given: object) => (): object => ({ label: 'Spring', kind: 'collaborative', distributionLevel: 'simple', ...given });
const packages = (): string => '/packages';
const edited = ({ edited: code }: Things): string => `/packages/${code}`;
const delivery = (given: object) => ({ campaign }: Things): object => ({ campaign, label: 'News', subject: 'News', text: 'Hello', ...given });
const workflow = (...activities: object[]) => ({ campaign }: Things): object => ({ campaign, label: 'Journey', activities });
const form = (...fields: object[]): object => ({ form: fields.map((field) => ({ name: 'rate', label: 'Rate', type: 'number', ...field })) });

const UNKNOWN: Case[] = [
  ['a campaign of a package', 'POST', packages, newPackage({ referenceCampaign: 'OP987654' }), ['referenceCampaign']],
  ['a child as the reference of a package', 'POST', packages, ({ child }) => newPackage({ referenceCampaign: child })(), ['referenceCampaign']],
  ['an entity of an audience', 'POST', packages, ({ entity }) => newPackage({ audience: [entity, 'OU987654', 'OU987655'] })(), ['audience[1]', 'audience[2]']],
  ['a reviewer', 'POST', packages, newPackage({ reviewers: ['admin@relais.example', NOBODY] }), ['reviewers[1]']],
  ['a local operator as reviewer', 'POST', packages, newPackage({ reviewers: [LOCAL] }), ['reviewers[0]']],
  ['whom a package is assigned to', 'POST', packages, newPackage({ assignedTo: NOBODY }), ['assignedTo']],
  ['all of them at once', 'POST', packages, newPackage({ referenceCampaign: 'OP987654', audience: ['OU987654'], reviewers: [NOBODY], assignedTo: NOBODY }), ['assignedTo', 'audience[0]', 'referenceCampaign', 'reviewers[0]']],
  ['all of them at once, in an edit', 'PATCH', edited, () => ({ referenceCampaign: 'OP987654', audience: ['OU987654'], reviewers: [NOBODY], assignedTo: NOBODY }), ['assignedTo', 'audience[0]', 'referenceCampaign', 'reviewers[0]']],
  ['an entity of an order', 'POST', () => '/orders', ({ offer }) => ({ package: offer, entity: 'OU987654' }), ['entity']],
  ['no entity of an order of head office', 'POST', () => '/orders', ({ offer }) => ({ package: offer }), ['entity']],
  ['whom an order is assigned to', 'POST', () => '/orders', ({ offer, entity }) => ({ package: offer, entity, assignedTo: NOBODY }), ['assignedTo']],
  ['an operator of another entity that an order is assigned to', 'POST', () => '/orders', ({ offer, other }) => ({ package: offer, entity: other, assignedTo: LOCAL }), ['assignedTo']],
  ['a campaign of a delivery', 'POST', () => '/deliveries', () => delivery({})({ campaign: 'OP987654' } as Things), ['campaign']],
  ['entities of a target', 'POST', () => '/deliveries', (things) => delivery({ target: { entities: [things.entity, 'OU987654'] } })(things), ['target.entities[1]']],
  ['a campaign of a workflow', 'POST', () => '/workflows', () => workflow({ type: 'wait', seconds: 1 })({ campaign: 'OP987654' } as Things), ['campaign']],
  ['entities that a workflow asks for', 'POST', () => '/workflows', workflow({ type: 'wait', seconds: 1 }, { type: 'query', entities: ['OU987654'] }), ['activities[1].entities[0]']],
  ['entities that a workflow delivers to', 'POST', () => '/workflows', workflow({ type: 'deliver', delivery: { label: 'News', subject: 'News', text: 'Hello', target: { entities: ['OU987654'] } } }), ['activities[0].delivery.target.entities[0]']],
  ['an entity of an operator', 'POST', () => '/operators', () => ({ email: 'new@relais.example', name: 'New', role: 'local', entity: 'OU987654' }), ['entity']],
  ['an operator of a key', 'POST', () => '/api-keys', () => ({ operator: NOBODY, label: 'x' }), ['operator']],
  ['an order reviewer of an entity', 'POST', () => '/entities', () => ({ label: 'Brest', locale: 'fr', timeZone: 'Europe/Paris', orderReviewers: [NOBODY] }), ['orderReviewers[0]']],
  ['a local operator as order reviewer of another entity', 'PATCH', ({ other }) => `/entities/${other}`, () => ({ orderReviewers: [LOCAL] }), ['orderReviewers[0]']],
];

const DATES: [title: string, dates: object, fields: string[]][] = [
  ['the end before the start', { schedule: { start: end, end: start } }, ['schedule.end']],
  ['the end at the start', { schedule: { start, end: start } }, ['schedule.end']],
  ['available before the start', { schedule: { start, end }, availableAt: early }, ['availableAt']],
  ['available at the end', { schedule: { start, end }, availableAt: end }, ['availableAt', 'schedule.end']],
  ['registration closed when available', { schedule: { start, end }, availableAt: start, registrationDeadline: start }, ['registrationDeadline']],
  ['registration after the end', { schedule: { start, end: deadline }, availableAt: start, registrationDeadline: end }, ['registrationDeadline']],
  ['personalization before available', { schedule: { start, end }, availableAt: deadline, personalizationDeadline: start }, ['personalizationDeadline']],
];

const TOGETHER: Case[] = [
  ['a level of a local package', 'POST', packages, newPackage({ kind: 'local' }), ['distributionLevel']],
  ['the local level of a collaborative package', 'POST', packages, newPackage({ distributionLevel: 'local' }), ['distributionLevel']],
  ['no level of a collaborative package', 'POST', packages, () => ({ label: 'x', kind: 'collaborative' }), ['distributionLevel']],
  ['a level that is built last', 'POST', packages, newPackage({ distributionLevel: 'by-target-approval' }), ['distributionLevel']],
  ['a campaign that ends before it starts', 'POST', () => '/campaigns', () => ({ label: 'x', schedule: { start: end, end: start } }), ['schedule.end']],
  ['two fields of one name', 'POST', packages, newPackage(form({}, {})), ['form[1].name']],
  ['a choice without options', 'POST', packages, newPackage(form({ type: 'choice' })), ['form[0].options']],
  ['options of a number', 'POST', packages, newPackage(form({ options: ['1'] })), ['form[0].options']],
  ['a default of another type', 'POST', packages, newPackage(form({ default: 'two' })), ['form[0].default']],
  ['a default that is no option', 'POST', packages, newPackage(form({ type: 'choice', options: ['red'], default: 'blue' })), ['form[0].default']],
  ['a default that is no day', 'POST', packages, newPackage(form({ type: 'date', default: '2031-02-31' })), ['form[0].default']],
  ['a reminder from a date without one', 'POST', packages, newPackage({ reminders: [{ from: 'date' }] }), ['reminders[0].date']],
  ['a reminder from the submission with a date', 'POST', packages, newPackage({ reminders: [{ from: 'submission', date: early }] }), ['reminders[0].date']],
  ['a required parameter that is missing', 'POST', () => '/orders', ({ formed, entity }) => ({ package: formed, entity, place: true }), ['parameters.rate']],
  ['parameters of another type', 'POST', () => '/orders', ({ formed, entity }) => ({ package: formed, entity, place: true, parameters: { rate: 'two', day: '2031-02-31', colour: 'green', sure: 'yes' } }), ['parameters.colour', 'parameters.day', 'parameters.rate', 'parameters.sure']],
  ['a parameter that the form has not', 'POST', () => '/orders', ({ formed, entity }) => ({ package: formed, entity, place: true, parameters: { rate: 2, nothing: 1 } }), ['parameters.nothing']],
  ['a parameter that is a list', 'POST', () => '/orders', ({ formed, entity }) => ({ package: formed, entity, parameters: { rate: [2] } }), ['parameters.rate']],
  ['a name of a parameter that is none', 'POST', () => '/orders', ({ formed, entity }) => ({ package: formed, entity, parameters: { $rate: 2 } }), ['parameters.$rate']],
  ['an operator of head office with an entity', 'POST', () => '/operators', ({ entity }) => ({ email: 'new@relais.example', name: 'New', role: 'central', entity }), ['entity']],
  ['a local operator without an entity', 'POST', () => '/operators', () => ({ email: 'new@relais.example', name: 'New', role: 'local' }), ['entity']],
  ['a time zone that is nowhere', 'POST', () => '/entities', () => ({ label: 'x', locale: 'en', timeZone: 'Mars/Olympus' }), ['timeZone']],
  ['a mail without a word', 'POST', () => '/deliveries', delivery({ text: ' ' }), ['text']],
  ['a placeholder that nothing fills', 'POST', () => '/deliveries', delivery({ text: 'Hello {{recipient' }), ['text']],
  ['an operator of the database in a query', 'POST', () => '/deliveries', delivery({ target: { query: { tier: { $gt: 1 } } } }), ['target.query.tier']],
  ['another way to join conditions', 'POST', () => '/deliveries', delivery({ target: { query: { $or: [{ tier: 1 }] } } }), ['target.query.$or']],
  ['bounds of two types', 'POST', () => '/deliveries', delivery({ target: { query: { tier: { gt: 1, lt: 'x' } } } }), ['target.query.tier']],
  ['no values to be one of', 'POST', () => '/deliveries', delivery({ target: { query: { tier: [] } } }), ['target.query.tier']],
  ['a query that is none', 'POST', () => '/deliveries', delivery({ target: { query: 'all' } }), ['target.query']],
  ['a wait for nothing', 'POST', () => '/workflows', workflow({ type: 'wait' }), ['activities[0].seconds']],
  ['a wait for two things', 'POST', () => '/workflows', workflow({ type: 'wait', seconds: 1, until: early }), ['activities[0].seconds']],
  ['a part without a split', 'POST', () => '/workflows', workflow({ type: 'deliver', part: 1, delivery: { label: 'News', subject: 'News', text: 'Hello' } }), ['activities[0].part']],
  ['an activity of no type', 'POST', () => '/workflows', workflow({ type: 'dance' }), ['activities[0].type']],
];

describe('a body whose fields are good one by one', () => {
  let relais: TestApp;
  let base: Base;
  let things: Things;

  beforeAll(async () => {
    relais = await startApp({ name: 'bad-references', roles: 'api' });
    base = await Base.of(relais.environment);
    things = await make(new Story(relais));
  });
  afterAll(async () => {
    await base.close();
    await relais.close();
  });

  /** The fields that are named; codes may be taken by what is refused: a gap in the numbers is normal. */
  const refusal = async (method: string, path: string, body: object): Promise<object> => {
    const version: Record<string, string> = method === 'PATCH' ? { 'if-match': `"${String((await relais.call('GET', `/api/v1${path}`)).body['version'])}"` } : {};
    const answer = await base.unchangedBy(() => relais.call(method, `/api/v1${path}`, body, version), ['counters']);
    return { status: answer.status, type: answer.headers.get('content-type')?.split(';')[0], fields: ((answer.body['errors'] ?? []) as { field: string }[]).map(({ field }) => field).sort() };
  };
  const refused = (fields: string[], status = 422): object => ({ status, type: 'application/problem+json', fields });

  it.each(UNKNOWN)('is refused where it names what there is not: %s', async (_title, method, path, body, fields) => {
    expect(await refusal(method, path(things), body(things))).toEqual(refused(fields));
  });

  it('is refused where it names a package that there is not', async () => {
    expect(await refusal('POST', '/orders', { package: 'CAT987654', entity: things.entity })).toEqual(refused(['package'], 404));
  });

  it.each(DATES)('is refused where dates are out of order: %s', async (_title, dates, fields) => {
    expect(await refusal('POST', '/packages', newPackage(dates)())).toEqual(refused(fields));
    expect(await refusal('PATCH', edited(things), dates)).toEqual(refused(fields));
  });

  it.each(TOGETHER)('is refused where they do not go together: %s', async (_title, method, path, body, fields) => {
    expect(await refusal(method, path(things), body(things))).toEqual(refused(fields));
  });
});

async function make(story: Story): Promise<Things> {
  const [entity, other] = (await story.branches(2, 1)) as [string, string];
  await story.post('/operators', { email: LOCAL, name: 'Lea', role: 'local', entity });
  const campaign = (): Promise<string> => story.make('/campaigns', { label: 'Reference' });
  const parent = await story.published(await campaign(), [entity]);
  const { campaign: child } = await story.available(parent, entity);
  const fields = [
    { name: 'rate', label: 'Rate', type: 'number', required: true },
    { name: 'day', label: 'Day', type: 'date' },
    { name: 'colour', label: 'Colour', type: 'choice', options: ['red'] },
    { name: 'sure', label: 'Sure', type: 'boolean' },
  ];
  return {
    entity,
    other,
    campaign: await campaign(),
    child,
    offer: await story.published(await campaign(), [entity, other], { distributionLevel: 'simple' }),
    formed: await story.published(await campaign(), [entity], { distributionLevel: 'by-form', form: fields }),
    edited: await story.make('/packages', { label: 'Edited', kind: 'collaborative', distributionLevel: 'simple' }),
  };
}
