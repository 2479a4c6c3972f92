import type { Story } from './story.js';

/** What the good requests name. */
export interface Things {
  one: string;
  two: string;
  local: string;
  campaign: string;
  spare: string;
  view: string;
  steered: string;
  edited: string;
  complete: string;
  pending: string;
  rejectable: string;
  approved: string;
  offered: string;
  canceled: string;
  draft: string;
  ordered: string;
  rejectableOrder: string;
  cancelable: string;
  freshPackage: string;
  deliveries: Record<string, string>;
  workflows: Record<string, string>;
}

export interface Good {
  /** `{code}` of the route. */
  of?: string;
  body: Record<string, unknown>;
  /** What it is answered with as it is, where that is no success. */
  refused?: number;
}

export const INSTANTS = { early: '2031-03-01T08:00:00Z', start: '2031-03-02T08:00:00Z', deadline: '2031-03-20T08:00:00Z', end: '2031-04-01T08:00:00Z' };
export const ADMIN = 'admin@relais.example';

export const packageFields = (things: Things): Record<string, unknown> => ({
  label: 'Spring savings',
  kind: 'collaborative',
  distributionLevel: 'by-form',
  referenceCampaign: things.spare,
  folder: 'Savings/2031',
  schedule: { start: INSTANTS.start, end: INSTANTS.end },
  availableAt: INSTANTS.start,
  registrationDeadline: INSTANTS.deadline,
  personalizationDeadline: INSTANTS.deadline,
  audience: [things.one, things.two],
  orderApproval: 'manual',
  allowMultipleOrders: false,
  reviewers: [ADMIN],
  approvalDeadline: INSTANTS.early,
  reminders: [{ from: 'date', date: INSTANTS.early, offsetDays: 0 }],
  assignedTo: ADMIN,
  form: [
    { name: 'rate', label: 'Rate', type: 'number', options: [], required: true, default: 2 },
    { name: 'colour', label: 'Colour', type: 'choice', options: ['red', 'blue'], required: false, default: null },
  ],
});
const deliveryFields = (things: Things): Record<string, unknown> => ({
  label: 'News',
  subject: 'News for {{recipient.firstName}}',
  html: '<p>Hello</p>',
  text: 'Hello',
  target: { entities: [things.one], query: { tier: 1 } },
  ratePerSecond: 10,
  maxFailureRate: 0.5,
});
const activitiesOf = (things: Things): Record<string, unknown>[] => [
  { type: 'query', entities: [things.one], query: { tier: 1 } },
  { type: 'wait', seconds: 60 },
  { type: 'wait', until: INSTANTS.early },
  { type: 'split', by: 'tier' },
  { type: 'split', parts: 2 },
  { type: 'deliver', part: 1, delivery: deliveryFields(things) },
];
const entityFields = { label: 'Brest', locale: 'fr', timeZone: 'Europe/Paris', contact: 'Yann', notificationGroup: ['brest@relais.example'], orderReviewers: [ADMIN] };
const comment = { comment: 'Because.' };

/** For each route with a body a request that is good, every field given. */
export const GOOD: Record<string, (things: Things) => Good> = {
  'POST /api/v1/entities': () => ({ body: entityFields }),
  'PATCH /api/v1/entities/{code}': ({ two }) => ({ of: two, body: entityFields }),
  'POST /api/v1/operators': ({ one }) => ({ body: { email: 'new@relais.example', name: 'New', role: 'local', entity: one, password: 'a long enough one', locale: 'en' } }),
  'PATCH /api/v1/operators/{email}': ({ local, one }) => ({ of: local, body: { name: 'Lea', role: 'local', entity: one, password: 'a long enough one', locale: 'en' } }),
  'POST /api/v1/api-keys': () => ({ body: { operator: ADMIN, label: 'ticketing' } }),
  'POST /api/v1/views': () => ({ body: { list: 'packages', name: 'Late this month', query: { status: ['published'], late: 'true' }, columns: ['package', 'status'], shared: true } }),
  'PATCH /api/v1/views/{id}': ({ view }) => ({ of: view, body: { name: 'Late', query: { late: 'true' }, columns: ['package'], shared: false } }),
  'POST /api/v1/campaigns': () => ({ body: { label: 'Spring', schedule: { start: INSTANTS.start, end: INSTANTS.end }, folder: 'A/B', kind: 'reference' } }),
  'PATCH /api/v1/campaigns/{code}': ({ spare }) => ({ of: spare, body: { label: 'Spring', schedule: { start: INSTANTS.start, end: INSTANTS.end }, folder: 'A/B' } }),
  'POST /api/v1/campaigns/{code}/start': ({ steered }) => ({ of: steered, body: {} }),
  'POST /api/v1/campaigns/{code}/pause': ({ steered }) => ({ of: steered, body: {} }),
  'POST /api/v1/campaigns/{code}/resume': ({ steered }) => ({ of: steered, body: {} }),
  'POST /api/v1/campaigns/{code}/stop': ({ steered }) => ({ of: steered, body: {} }),
  'POST /api/v1/packages': (things) => ({ body: packageFields(things) }),
  'PATCH /api/v1/packages/{code}': (things) => ({ of: things.edited, body: { ...packageFields(things), referenceCampaign: things.campaign } }),
  'POST /api/v1/packages/{code}/submit': ({ complete }) => ({ of: complete, body: comment }),
  'POST /api/v1/packages/{code}/approve': ({ pending }) => ({ of: pending, body: comment }),
  'POST /api/v1/packages/{code}/reject': ({ rejectable }) => ({ of: rejectable, body: comment }),
  'POST /api/v1/packages/{code}/publish': ({ approved }) => ({ of: approved, body: comment }),
  'POST /api/v1/packages/{code}/reinitialize': ({ canceled }) => ({ of: canceled, body: comment }),
  'POST /api/v1/orders': ({ freshPackage, one }) => ({ body: { package: freshPackage, entity: one, label: 'Ours', assignedTo: ADMIN, comment: 'Please', parameters: { rate: 3 }, place: true } }),
  'PATCH /api/v1/orders/{code}': ({ draft }) => ({ of: draft, body: { label: 'Ours', assignedTo: ADMIN, comment: 'Please', parameters: { rate: 3 } } }),
  'POST /api/v1/orders/{code}/place': ({ draft }) => ({ of: draft, body: comment }),
  'POST /api/v1/orders/{code}/approve': ({ ordered }) => ({ of: ordered, body: comment }),
  'POST /api/v1/orders/{code}/reject': ({ rejectableOrder }) => ({ of: rejectableOrder, body: comment }),
  'POST /api/v1/orders/{code}/cancel': ({ cancelable }) => ({ of: cancelable, body: comment }),
  'POST /api/v1/packages/{code}/cancel': ({ offered }) => ({ of: offered, body: comment }),
  'POST /api/v1/deliveries': (things) => ({ body: { campaign: things.campaign, template: false, ...deliveryFields(things) } }),
  'PATCH /api/v1/deliveries/{code}': (things) => ({ of: things.deliveries['draft'] as string, body: deliveryFields(things) }),
  'POST /api/v1/workflows': (things) => ({ body: { campaign: things.campaign, template: false, label: 'Journey', activities: activitiesOf(things) } }),
  'PATCH /api/v1/workflows/{code}': (things) => ({ of: things.workflows['draft'] as string, body: { label: 'Journey', activities: activitiesOf(things) } }),
  ...Object.fromEntries(
    (['deliveries', 'workflows'] as const).flatMap((kind) => [
      [`POST /api/v1/${kind}/{code}/start`, (things: Things) => ({ of: things[kind]['draft'] as string, body: comment })],
      [`POST /api/v1/${kind}/{code}/pause`, (things: Things) => ({ of: things[kind]['running'] as string, body: comment })],
      [`POST /api/v1/${kind}/{code}/resume`, (things: Things) => ({ of: things[kind]['running'] as string, body: comment })],
      [`POST /api/v1/${kind}/{code}/stop`, (things: Things) => ({ of: things[kind]['other'] as string, body: comment })],
    ]),
  ),
  'POST /api/v1/cancellations/{code}/correction': () => ({ of: 'CXL987654', body: {}, refused: 404 }),
  'POST /api/v1/selections': ({ pending }) => ({ body: { list: 'packages', codes: [pending] } }),
  'POST /api/v1/selections/matching': () => ({ body: { list: 'packages', query: { status: ['published'], late: 'false' } } }),
  'POST /api/v1/selections/{id}/run': () => ({ of: '0123456789abcdef01234567', body: { command: 'cancel', count: 1, comment: 'Because.' }, refused: 404 }),
  'POST /api/v1/notifications/{id}/resend': () => ({ of: '0123456789abcdef01234567', body: {}, refused: 404 }),
};

/** One thing for each request, in the state that the request needs. */
export async function makeThings(story: Story): Promise<Things> {
  const [one, two] = (await story.branches(2, 3)) as [string, string];
  await story.post('/operators', { email: 'lea@relais.example', name: 'Lea', role: 'local', entity: one });
  await story.post('/operators', { email: 'carl@relais.example', name: 'Carl', role: 'central' });
  const campaign = (): Promise<string> => story.make('/campaigns', { label: 'Reference' });
  const local = { kind: 'local', distributionLevel: 'local', audience: [], schedule: { start: INSTANTS.start, end: INSTANTS.end }, availableAt: INSTANTS.start, registrationDeadline: INSTANTS.deadline };
  const shared = await campaign();
  const complete = async (): Promise<string> => story.make('/packages', { label: 'Local', referenceCampaign: shared, ...local });
  const pending = async (): Promise<string> => {
    const code = await complete();
    await story.post(`/packages/${code}/submit`);
    return code;
  };
  const approved = async (): Promise<string> => {
    const code = await complete();
    await story.post(`/packages/${code}/approve`);
    return code;
  };
  const offer = async (): Promise<string> => story.published(await campaign(), [one, two], { distributionLevel: 'simple' });
  const canceled = await complete();
  await story.post(`/packages/${canceled}/cancel`);
  const open = await offer();
  const order = (place: boolean, entity: string, of: string): Promise<string> => story.make('/orders', { package: of, entity, place });
  const formed = await story.published(await campaign(), [one, two], { distributionLevel: 'by-form', form: [{ name: 'rate', label: 'Rate', type: 'number' }] });
  const processes = async (path: string, content: Record<string, unknown>): Promise<Record<string, string>> => {
    const made = await Promise.all(['draft', 'running', 'other'].map(async (name) => [name, await story.make(path, { campaign: shared, label: name, ...content })] as const));
    const codes = Object.fromEntries(made);
    await story.post(`${path}/${codes['running'] as string}/start`);
    return codes;
  };
  const mail = { subject: 'News', text: 'Hello', target: { entities: [one] } };
  const steered = await campaign();
  await story.make('/deliveries', { campaign: steered, label: 'Steered', ...mail });
  return {
    one,
    two,
    local: 'lea@relais.example',
    campaign: await campaign(),
    spare: await campaign(),
    view: (await story.post<{ id: string }>('/views', { list: 'packages', name: 'Mine' })).id,
    steered,
    edited: await story.make('/packages', { label: 'Edited', kind: 'collaborative', distributionLevel: 'simple' }),
    complete: await complete(),
    pending: await pending(),
    rejectable: await pending(),
    approved: await approved(),
    offered: await offer(),
    canceled,
    draft: await order(false, one, formed),
    ordered: await order(true, two, formed),
    rejectableOrder: await order(true, one, open),
    cancelable: await order(true, two, open),
    freshPackage: await story.published(await campaign(), [one], { distributionLevel: 'by-form', form: [{ name: 'rate', label: 'Rate', type: 'number' }] }),
    deliveries: await processes('/deliveries', mail),
    workflows: await processes('/workflows', { activities: [{ type: 'wait', seconds: 600 }] }),
  };
}

