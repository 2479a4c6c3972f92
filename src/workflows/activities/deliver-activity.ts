import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import type { Campaign } from '../../campaigns/campaign.schema.js';
import { Clock } from '../../clock/clock.js';
import { CodesService } from '../../codes/codes.service.js';
import { DeliveriesService } from '../../deliveries/deliveries.service.js';
import type { Delivery } from '../../deliveries/delivery.schema.js';
import { DeliveryStarts } from '../../deliveries/delivery-starts.js';
import { newDraft } from '../../deliveries/new-delivery.js';
import { DomainError } from '../../errors/domain-error.js';
import { Transactions } from '../../storage/transactions.js';
import type { Activity, Workflow } from '../workflow.schema.js';
import { birthRefused, deliveryStopped } from '../workflows.errors.js';
import type { ActivityOutcome, ActivityRunner, Doing } from './activity-runner.js';

type Deliver = Extract<Activity, { type: 'deliver' }>;

/** Refusals that a cascade brings: it stops the workflow itself, which must not fail before. */
const BY_CASCADE = new Set(['package-canceled', 'cycle-closed', 'campaign-canceled']);
const LOOK_AGAIN_MS = 2_000;

/**
 * Makes a delivery of the campaign, starts it, and waits for its end. A delivery that was stopped
 * fails the workflow: what follows would rest on messages that were never sent.
 */
@Injectable()
export class DeliverActivity implements ActivityRunner<Deliver> {
  constructor(
    @InjectModel('Campaign') private readonly campaigns: Model<Campaign>,
    @InjectModel('Delivery') private readonly stored: Model<Delivery>,
    private readonly deliveries: DeliveriesService,
    private readonly starts: DeliveryStarts,
    private readonly codes: CodesService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async do(doing: Doing<Deliver>): Promise<ActivityOutcome> {
    const { workflow } = doing;
    const code = workflow.progress.delivery;
    if (code === null) return this.bear(doing);
    const delivery = await this.stored.findById(code, { status: 1 }).lean();
    if (delivery?.status === 'finished') return { then: 'next', progress: { ...workflow.progress, delivery: null } };
    if (delivery === null || delivery.status === 'stopped') return { then: 'fail', reason: deliveryStopped(code) };
    return { then: 'wait', until: null };
  }

  private async bear(doing: Doing<Deliver>): Promise<ActivityOutcome> {
    const code = await this.codes.take('delivery');
    try {
      await this.transactions.run(async (session) => {
        // The fence first: a worker that lost the workflow writes nothing of what follows.
        await doing.note({ delivery: code }, session);
        const campaign = (await this.campaigns.findById(doing.workflow.campaign, null, { session }).orFail().lean()) as Campaign;
        const draft = this.draft(code, campaign, doing);
        await this.deliveries.insert(draft, session);
        await this.starts.start(draft, { by: bearer(doing.workflow), at: this.clock.now() }, session);
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (BY_CASCADE.has(error.code)) return { then: 'wait', until: new Date(this.clock.now().getTime() + LOOK_AGAIN_MS) };
      return { then: 'fail', reason: birthRefused(error) };
    }
    return { then: 'wait', until: null };
  }

  private draft(code: string, campaign: Campaign, { workflow, activity }: Doing<Deliver>): Delivery {
    const { population } = workflow.progress;
    return newDraft({
      code,
      campaign,
      content: activity.delivery,
      template: false,
      workflow: workflow._id,
      population: population === null ? null : { of: population, part: activity.part ?? null },
      by: bearer(workflow),
      at: this.clock.now(),
    });
  }
}

/** Whoever started or resumed the workflow last answers for what it makes. */
function bearer(workflow: Workflow): string {
  return workflow.modifiedBy;
}
