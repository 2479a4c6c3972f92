import { Injectable } from '@nestjs/common';

import { CampaignsService } from '../../campaigns/campaigns.service.js';
import { newCampaign } from '../../campaigns/campaign.requests.js';
import { CancellationsService } from '../../cancellations/cancellations.service.js';
import { Clock } from '../../clock/clock.js';
import { DeliveriesService } from '../../deliveries/deliveries.service.js';
import { newDelivery } from '../../deliveries/delivery.requests.js';
import type { Actor } from '../../operators/actor.js';
import { newPackage } from '../../packages/package.requests.js';
import type { CampaignPackage } from '../../packages/package.schema.js';
import { PackagesService } from '../../packages/packages.service.js';
import type { PackagePlan } from './package-plans.js';
import type { Random } from './random.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Makes a package as its plan says, each step through its service at the instant when it happened. */
@Injectable()
export class SeedPackages {
  constructor(
    private readonly packages: PackagesService,
    private readonly campaigns: CampaignsService,
    private readonly deliveries: DeliveriesService,
    private readonly cancellations: CancellationsService,
    private readonly clock: Clock,
  ) {}

  /** Up to its last status but `canceled`, which comes after the orders (`cancel`). */
  async make(plan: PackagePlan, { central, entities, today, random }: { central: readonly Actor[]; entities: readonly string[]; today: Date; random: Random }): Promise<CampaignPackage> {
    const [manager, reviewer] = twoOf(central, random);
    const day = (offset: number, hour = 9): Date => new Date(today.getTime() + offset * DAY_MS + hour * HOUR_MS);
    const date = (offset: number | null, hour: number): string | null => (offset === null ? null : day(offset, hour).toISOString());

    this.clock.travelTo(day(plan.createdDay, 8));
    const schedule = { start: date(plan.startDay, 7), end: date(plan.endDay, 22) };
    const campaign = await this.campaigns.create(manager, newCampaign.parse({ label: plan.label, folder: plan.folder, schedule }));
    await this.deliveries.create(manager, newDelivery.parse(letterOf(plan, campaign._id)));
    const body = newPackage.parse({
      label: plan.label,
      kind: plan.kind,
      distributionLevel: plan.distributionLevel,
      referenceCampaign: campaign._id,
      folder: plan.folder,
      schedule,
      availableAt: date(plan.availableDay, 9),
      registrationDeadline: date(plan.registrationDay, 18),
      personalizationDeadline: date(plan.personalizationDay, 18),
      audience: plan.kind === 'collaborative' ? entities : [],
      reviewers: plan.reviewed ? [reviewer.email] : [],
      assignedTo: manager.email,
      form: plan.form,
    });
    const { _id: code } = await this.packages.create(manager, body);
    return this.live(code, plan, { manager, reviewer, day });
  }

  async cancel(code: string, plan: PackagePlan, central: readonly Actor[], today: Date): Promise<void> {
    const [manager] = central as [Actor, ...Actor[]];
    this.clock.travelTo(new Date(today.getTime() - 6 * DAY_MS));
    await this.cancellations.cancelPackage(manager, code, { comment: plan.comment });
  }

  private async live(code: string, plan: PackagePlan, { manager, reviewer, day }: { manager: Actor; reviewer: Actor; day: (offset: number, hour?: number) => Date }): Promise<CampaignPackage> {
    const { until, submittedDay } = plan;
    if (submittedDay === null) return this.packages.get(manager, code);
    this.clock.travelTo(day(submittedDay, 10));
    const submitted = await this.packages.submit(manager, code);
    if (until === 'pending-approval') return submitted;
    this.clock.travelTo(day(submittedDay + 1, 15));
    if (until === 'rejected') return this.packages.reject(reviewer, code, plan.comment ?? 'Not this quarter.');
    const approved = await this.packages.approve(reviewer, code);
    if (until === 'approved') return approved;
    this.clock.travelTo(day(plan.availableDay, 9));
    return this.packages.publish(manager, code);
  }
}

/** A template: a copy goes into each child campaign. */
function letterOf({ label }: PackagePlan, campaign: string): object {
  return {
    campaign,
    template: true,
    label: `Letter: ${label}`,
    subject: `${label}: {{entity.label}}`,
    html: '<p>Dear {{recipient.firstName}},</p><p>Your branch, {{entity.label}}, has news for you.</p>',
    text: 'Dear {{recipient.firstName}},\n\nYour branch, {{entity.label}}, has news for you.\n',
    ratePerSecond: 50,
  };
}

function twoOf(central: readonly Actor[], random: Random): [Actor, Actor] {
  const first = random.whole(0, central.length - 1);
  const second = (first + random.whole(1, central.length - 1)) % central.length;
  return [central[first] as Actor, central[second] as Actor];
}
