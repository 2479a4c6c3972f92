import type { TestApp } from './app.js';
import { eventually } from './eventually.js';
import type { Role } from './rights-matrix.js';
import type { Story } from './story.js';

export const PASSWORD = 'correct horse battery';
export const EMAILS: Record<Exclude<Role, 'nobody'>, string> = { admin: 'admin@relais.example', central: 'central@relais.example', own: 'own@relais.example', reviewer: 'reviewer@relais.example', other: 'other@relais.example' };

/** The operators of the matrix in two entities, with a key each. */
export async function makeOperators(relais: TestApp, story: Story, [entity, another]: [string, string]): Promise<Record<string, string>> {
  const keys: Record<string, string> = {};
  for (const [role, of] of [['central', null], ['own', entity], ['reviewer', entity], ['other', another]] as const) {
    await story.post('/operators', { email: EMAILS[role], name: role, role: of === null ? 'central' : 'local', entity: of, password: PASSWORD });
    keys[role] = (await story.post<{ key: string }>('/api-keys', { operator: EMAILS[role], label: 'story' })).key;
  }
  await story.post('/operators', { email: 'named@relais.example', name: 'Named', role: 'central' });
  await relais.call('PATCH', `/api/v1/entities/${entity}`, { orderReviewers: [EMAILS.reviewer] }, { 'if-match': '"1"' });
  return keys;
}

/** What the calls of the matrix name: of the entity, and of head office alone. */
export async function makeThings(story: Story, [entity, another]: [string, string]): Promise<Record<string, string>> {
  const campaign = (): Promise<string> => story.make('/campaigns', { label: 'Reference' });
  const local = async (): Promise<string> => story.published(await campaign(), [entity], { kind: 'local', distributionLevel: 'local' });
  const process = async (path: string, of: string, commands: string[]): Promise<string> => {
    const content = path === '/deliveries' ? { label: 'News', subject: 'News', text: 'Hello', target: { entities: [entity] } } : { label: 'Journey', activities: [{ type: 'wait', seconds: 600 }] };
    const code = await story.make(path, { campaign: of, ...content });
    for (const command of commands) await story.post(`${path}/${code}/${command}`);
    return code;
  };
  const reference = await campaign();
  const offer = await story.published(reference, [entity]);
  const { code: order, campaign: child } = await story.available(offer, entity);
  // Something runs in the package, so that it is not reinitialized.
  await process('/workflows', child, ['start']);
  const gone = await local();
  const { cancellation } = await story.post<{ cancellation: string }>(`/packages/${gone}/cancel`);
  const notification = await eventually('a mail is owed to the entity', async () => (await story.get<{ items: { id: string }[] }>(`/notifications?package=${offer}&entity=${entity}`)).items[0]?.id);
  const named = await story.make('/packages', { ...story.content(await campaign(), [entity]), reviewers: ['named@relais.example'] });
  await story.post(`/packages/${named}/submit`);
  const { campaign: idle } = await story.available(await local(), entity);
  const { code: kept } = await story.available(await local(), entity);
  const doomed = await local();
  // Told of, it is known to the entity after its cancel, too.
  await eventually('a mail about the doomed package is owed', async () => (await story.get<{ items: object[] }>(`/notifications?package=${doomed}`)).items[0]);
  return {
    entity,
    another,
    reference,
    offer,
    order,
    child,
    idle,
    kept,
    named,
    doomed,
    gone,
    cancellation,
    notification,
    inside: await story.make('/packages', { label: 'Inside', kind: 'local' }),
    dropped: await story.make('/orders', { package: await local(), entity, place: true }),
    ordered: await story.make('/orders', { package: await local(), entity, place: true }),
    delivery: await process('/deliveries', child, []),
    workflow: await process('/workflows', child, []),
    'inner delivery': await process('/deliveries', await campaign(), []),
    'inner ended': await process('/deliveries', await campaign(), ['stop']),
    'ended delivery': await process('/deliveries', child, ['stop']),
    'ended workflow': await process('/workflows', child, ['stop']),
    ...(await spareKeys(story)),
  };
}

/** Keys that the calls take away. */
export async function spareKeys(story: Story): Promise<Record<string, string>> {
  const keyOf = async (operator: string): Promise<string> => (await story.post<{ id: string }>('/api-keys', { operator, label: 'spare' })).id;
  const chosen = await story.make('/packages', { label: 'Selected', kind: 'local' });
  const selected = async (): Promise<string> => (await story.post<{ id: string }>('/selections', { list: 'packages', codes: [chosen] })).id;
  const run = (await story.post<{ run: string }>(`/selections/${await selected()}/run`, { command: 'submit', count: 1 })).run;
  const viewOf = async (name: string, shared: boolean): Promise<string> => (await story.post<{ id: string }>('/views', { list: 'orders', name, shared })).id;
  return { selection: await selected(), 'bulk run': run, 'shared view': await viewOf('Shared', true), 'private view': await viewOf('Private', false), 'key of central': await keyOf(EMAILS.central), 'key of own': await keyOf(EMAILS.own) };
}

/** The things that a text speaks of, by their codes. */
export function naming(text: string, things: Record<string, string>): string {
  return text.replace(/\[([a-z ]+)\]/g, (_all, name: string) => things[name] as string);
}
