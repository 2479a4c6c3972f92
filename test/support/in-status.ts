import { PreSubscribing } from '../../src/orders/pre-subscribing.js';
import { startApp, type TestApp } from './app.js';
import type { Story } from './story.js';

const DAY = 86_400_000;
const comment = { comment: 'Because.' };

/** Days from now: packages whose availability is years away, or was yesterday. */
export const AHEAD = 1_000;
export const DUE = -2;

export function day(days: number): string {
  return new Date(performance.timeOrigin + performance.now() + days * DAY).toISOString();
}

/** Dates of a package whose schedule starts on this day. */
export function datesFrom(start: number): Record<string, unknown> {
  return { schedule: { start: day(start), end: day(start + 40) }, availableAt: day(start + 1), registrationDeadline: day(start + 20), personalizationDeadline: null };
}

export interface MadeFrom {
  kind: 'local' | 'collaborative';
  entities: string[];
  /** More of the package's fields. */
  given?: Record<string, unknown>;
}

/** A package in a status, reached by the commands that lead there. */
export async function packageIn(story: Story, name: string, { kind, entities, given = {} }: MadeFrom): Promise<string> {
  const [status, more] = name.split(', ') as [string, string | undefined];
  const level = kind === 'local' ? { distributionLevel: 'local' } : { distributionLevel: 'simple' };
  const dates = datesFrom(status === 'published' || more === 'due' ? DUE : AHEAD);
  const reviewers = more === 'reviewers' ? ['carl@relais.example'] : [];
  const code = await story.make('/packages', { label: 'Spring', kind, ...level, referenceCampaign: await story.make('/campaigns', { label: 'Reference' }), audience: entities, reviewers, ...dates, ...given });
  const commands: Record<string, string[]> = { 'being-edited': [], 'pending-approval': ['submit'], approved: ['approve'], rejected: ['submit', 'reject'], published: ['approve'], canceled: ['approve', 'cancel'] };
  for (const command of commands[status] as string[]) await story.post(`/packages/${code}/${command}`, comment);
  return code;
}

/** An order of the entity in a status, its package of its own. */
export async function orderIn(relais: TestApp, story: Story, status: string, { kind, entities, given = {} }: MadeFrom): Promise<string> {
  const entity = entities[0] as string;
  if (status === 'approved') return approvedOrder(relais, story, entity, given);
  const campaignPackage = await packageIn(story, 'published', { kind, entities: [entity], given });
  const code = await story.make('/orders', { package: campaignPackage, entity, place: status !== 'draft' });
  const commands: Record<string, string[]> = { draft: [], ordered: [], available: ['approve'], rejected: ['reject'], canceled: ['cancel'] };
  for (const command of commands[status] as string[]) await story.post(`/orders/${code}/${command}`, comment);
  return code;
}

/** Automatic mode alone rests in approved: from the package's approval until it is available. */
async function approvedOrder(relais: TestApp, story: Story, entity: string, given: Record<string, unknown>): Promise<string> {
  const dates = { ...datesFrom(DUE), availableAt: day(1) };
  const campaignPackage = await packageIn(story, 'approved', { kind: 'collaborative', entities: [entity], given: { ...dates, orderApproval: 'automatic', ...given } });
  // What a worker does each second.
  await relais.app.get(PreSubscribing, { strict: false }).look();
  const { items } = await story.get<{ items: { code: string }[] }>(`/orders?package=${campaignPackage}`);
  return items[0]?.code as string;
}

/** Lets a worker do on the same data what is under way, then leaves it alone again. */
export async function withWorker(name: string, until: () => Promise<unknown>): Promise<void> {
  const worker = await startApp({ name, roles: 'worker', keepData: true, environment: { SMTP_URL: 'smtp://127.0.0.1:9' } });
  try {
    await until();
  } finally {
    await worker.close();
  }
}
