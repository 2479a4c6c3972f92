import type { Entity } from '../../entities/entity.schema.js';
import type { Actor } from '../../operators/actor.js';
import type { CampaignPackage, FormField } from '../../packages/package.schema.js';
import type { Order } from '../../orders/order.schema.js';
import type { WantedOrder } from './order-batch.js';
import type { PackagePlan } from './package-plans.js';
import type { Random } from './random.js';

const HOUR_MS = 3_600_000;
const REASONS = ['Your branch already runs two campaigns this month.', 'Cette opération ne concerne pas votre zone.', 'The quota is used up.'];

interface Circumstances {
  branches: readonly Entity[];
  central: readonly Actor[];
  now: Date;
  random: Random;
}

/** The orders that a plan asks for, spread over the branches and over the time since the package opened. */
export function wantedOrders({ availableAt, registrationDeadline, publishedAt, form }: CampaignPackage, { shares }: PackagePlan, { branches, central, now, random }: Circumstances): WantedOrder[] {
  if (publishedAt === null || availableAt === null) return [];
  const first = availableAt.getTime();
  const last = Math.min(registrationDeadline?.getTime() ?? now.getTime(), now.getTime());
  const counts = (['available', 'ordered', 'rejected', 'draft'] as const).map((until) => ({ until, count: Math.round(shares[until] * branches.length) }));
  const start = shares.available === 1 ? 0 : random.whole(0, branches.length - 1);
  let position = 0;
  return counts.flatMap(({ until, count }) =>
    Array.from({ length: Math.min(count, branches.length - position) }, () => {
      const branch = branches[(start + position++) % branches.length] as Entity;
      const createdAt = new Date(first + Math.floor(random.next() * 0.8 * (last - first)));
      const decidedAt = new Date(Math.min(createdAt.getTime() + random.whole(2, 30) * HOUR_MS, last));
      const [reviewer] = branch.orderReviewers;
      return {
        entity: branch._id,
        until,
        createdBy: reviewer ?? random.pick(central).email,
        createdAt,
        decidedBy: random.pick(central).email,
        decidedAt,
        reason: random.pick(REASONS),
        parameters: Object.fromEntries(form.filter((field) => field.required || random.chance(0.5)).map((field) => [field.name, answer(field, branch)])),
      };
    }),
  );
}

/** What a branch answers to a field of a form. */
export function answer(field: FormField, branch: Entity): Order['parameters'][string] {
  switch (field.type) {
    case 'text':
      return branch.label;
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'date':
      return '2027-01-12';
    case 'choice':
      return field.options[branch.locale === 'fr' ? field.options.length - 1 : 0] ?? null;
  }
}
