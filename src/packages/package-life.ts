import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { notFound } from '../errors/domain-error.js';
import type { FieldChange } from '../journal/journal.schema.js';
import { targetOf } from '../lifecycle/define-lifecycle.js';
import { LifecycleApplier } from '../lifecycle/lifecycle-applier.js';
import type { JobToAdd } from '../messaging/queue.js';
import { lateness } from './package.late.js';
import { type PackageCommand, packageLifecycle } from './package.lifecycle.js';
import { listed } from './package.listing.js';
import { owed } from './package.owed.js';
import type { CampaignPackage } from './package.schema.js';

export interface PackageTransition {
  command: PackageCommand;
  /** As read in this transaction. */
  campaignPackage: CampaignPackage;
  set?: Partial<CampaignPackage>;
  /** E-mail of the operator, or `system`. */
  by: string;
  at: Date;
  comment?: string | null;
  changes?: FieldChange[];
  correlation?: string | null;
  jobs?: JobToAdd[];
  /** The clock's doing: what it owed while everything was down happens on return, whatever has passed meanwhile. */
  due?: true;
}

/** Reads a package in a transaction and moves it through its life; what is late and what is owed is written with each move. */
@Injectable()
export class PackageLife {
  constructor(
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    private readonly applier: LifecycleApplier,
  ) {}

  /** @throws DomainError `not-found` */
  async load(code: string, session?: ClientSession): Promise<CampaignPackage> {
    const campaignPackage = (await this.packages.findById(code, null, { session: session ?? null }).lean()) as CampaignPackage | null;
    if (campaignPackage === null) throw notFound(code);
    return campaignPackage;
  }

  /** @throws DomainError `invalid-transition`, or what a guard says is missing */
  async apply(transition: PackageTransition, session: ClientSession): Promise<CampaignPackage> {
    const { command, campaignPackage, at } = transition;
    const status = targetOf(packageLifecycle.commands[command], campaignPackage.status) ?? campaignPackage.status;
    const after = { ...campaignPackage, ...transition.set, status };
    return this.applier.applyOne({
      lifecycle: packageLifecycle,
      model: this.packages,
      command,
      thing: campaignPackage,
      context: { now: at, due: transition.due ?? false },
      by: transition.by,
      at,
      set: { ...transition.set, ...lateness(after), ...listed(after), ...owed(after) },
      comment: transition.comment ?? null,
      changes: transition.changes ?? [],
      correlation: transition.correlation ?? null,
      jobs: transition.jobs ?? [],
      eventData: { kind: after.kind, distributionLevel: after.distributionLevel, orderApproval: after.orderApproval },
      session,
    });
  }
}
