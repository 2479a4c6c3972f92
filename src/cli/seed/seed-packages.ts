import { Injectable } from '@nestjs/common';

import { CampaignsService } from '../../campaigns/campaigns.service.js';
import { newCampaign } from '../../campaigns/campaign.requests.js';
import { CancellationsService } from '../../cancellations/cancellations.service.js';
import { Clock } from '../../clock/clock.js';
import { DeliveriesService } from '../../deliveries/deliveries.service.js';
import { newDelivery } from '../../deliveries/delivery.requests.js';
import type { Entity } from '../../entities/entity.schema.js';
import type { Actor } from '../../operators/actor.js';
import { newPackage } from '../../packages/package.requests.js';
import type { CampaignPackage } from '../../packages/package.schema.js';
import { PackagesService } from '../../packages/packages.service.js';
import type { PackagePlan } from './package-plans.js';
import type { Random } from './random.js';
import { SeedSubscriptions } from './seed-subscriptions.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

type Day = (offset: number, hour?: number) => Date;

interface Living {
  manager: Actor;
  reviewer: Actor;
  day: Day;
  branches: readonly Entity[];
  random: Random;
}

/** Makes a package as its plan says, each step through its service at the instant when it happened. */
@Injectable()
export class SeedPackages {
  constructor(
    private readonly packages: PackagesService,
    private readonly campaigns: CampaignsService,
    private readonly deliveries: DeliveriesService,
    private readonly cancellations: CancellationsService,
    private readonly subscriptions: SeedSubscriptions,
    private readonly clock: Clock,
  ) {}

  /** Up to its last status but `canceled`, which comes after the orders (`cancel`). */
  async make(plan: PackagePlan, { central, branches, today, random }: { central: readonly Actor[]; branches: readonly Entity[]; today: Date; random: Random }): Promise<CampaignPackage> {
    const [manager, reviewer] = twoOf(central, random);
    const day = dayFrom(today);
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
      audience: plan.kind === 'collaborative' ? branches.map((branch) => branch._id) : [],
      reviewers: plan.reviewed ? [reviewer.email] : [],
      assignedTo: manager.email,
      orderApproval: plan.orderApproval,
      form: plan.form,
      reminders: plan.reminders,
    });
    const { _id: code } = await this.packages.create(manager, body);
    return this.live(code, plan, { manager, reviewer, day, branches, random });
  }

  async cancel(code: string, plan: PackagePlan, central: readonly Actor[], today: Date): Promise<void> {
    const [manager] = central as [Actor, ...Actor[]];
    this.clock.travelTo(new Date(today.getTime() - 6 * DAY_MS));
    await this.cancellations.cancelPackage(manager, code, { comment: plan.comment });
  }

  /** The next cycle of one whose plan has it, after the orders of the first. */
  async again(code: string, { again }: PackagePlan, central: readonly Actor[], today: Date): Promise<void> {
    if (again === null) return;
    const [manager] = central as [Actor, ...Actor[]];
    const day = dayFrom(today);
    this.clock.travelTo(day(again.reinitializedDay, 11));
    const { version } = await this.cancellations.reinitialize(manager, code, { comment: null });
    this.clock.travelTo(day(again.reinitializedDay, 12));
    const dates = { schedule: { start: day(again.availableDay - 10, 7), end: day(again.endDay, 22) }, availableAt: day(again.availableDay, 9) };
    await this.packages.edit(manager, code, dates, version);
    if (again.until === 'approved') await this.packages.approve(manager, code);
  }

  private async live(code: string, plan: PackagePlan, { manager, reviewer, day, branches, random }: Living): Promise<CampaignPackage> {
    const { until, submittedDay } = plan;
    if (submittedDay === null) return this.packages.get(manager, code);
    this.clock.travelTo(day(submittedDay, 10));
    const submitted = await this.packages.submit(manager, code);
    if (until === 'pending-approval') return submitted;
    this.clock.travelTo(day(submittedDay + 1, 15));
    if (until === 'rejected') return this.packages.reject(reviewer, code, plan.comment ?? 'Not this quarter.');
    const approved = await this.packages.approve(reviewer, code);
    if (plan.orderApproval === 'automatic') await this.subscriptions.subscribe(approved, plan, { at: day(submittedDay + 3, 10), branches, random });
    if (until === 'approved') return approved;
    this.clock.travelTo(day(plan.availableDay, 9));
    const published = await this.packages.publish(manager, code);
    if (plan.orderApproval === 'automatic') await this.subscriptions.open(published);
    return published;
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

function dayFrom(today: Date): Day {
  return (offset, hour = 9) => new Date(today.getTime() + offset * DAY_MS + hour * HOUR_MS);
}

function twoOf(central: readonly Actor[], random: Random): [Actor, Actor] {
  const first = random.whole(0, central.length - 1);
  const second = (first + random.whole(1, central.length - 1)) % central.length;
  return [central[first] as Actor, central[second] as Actor];
}
