import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import type { Campaign } from '../../campaigns/campaign.schema.js';
import { Clock } from '../../clock/clock.js';
import { CodesService } from '../../codes/codes.service.js';
import { DeliveriesService } from '../../deliveries/deliveries.service.js';
import type { DeliveryContent } from '../../deliveries/delivery.schema.js';
import { DeliveryStarts } from '../../deliveries/delivery-starts.js';
import { newDraft } from '../../deliveries/new-delivery.js';
import { DomainError } from '../../errors/domain-error.js';
import { Transactions } from '../../storage/transactions.js';
import type { Workflow } from '../workflow.schema.js';
import { birthRefused } from '../workflows.errors.js';
import type { ActivityOutcome, Doing } from './activity-runner.js';

/** Refusals that a cascade brings: it stops the workflow itself, which must not fail before. */
const BY_CASCADE = new Set(['package-canceled', 'cycle-closed', 'campaign-canceled']);
const LOOK_AGAIN_MS = 2_000;

/** The deliveries that workflows make and start, each in one transaction with what the workflow notes of it. */
@Injectable()
export class DeliveryBirths {
  constructor(
    @InjectModel('Campaign') private readonly campaigns: Model<Campaign>,
    private readonly deliveries: DeliveriesService,
    private readonly starts: DeliveryStarts,
    private readonly codes: CodesService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** @returns null: it is born; else what comes of the activity instead */
  async bear({ workflow, note }: Pick<Doing, 'workflow' | 'note'>, content: DeliveryContent, part: string | number | undefined, progress: (code: string) => Partial<Workflow['progress']>): Promise<ActivityOutcome | null> {
    const code = await this.codes.take('delivery');
    // Whoever started or resumed the workflow last answers for what it makes.
    const by = workflow.modifiedBy;
    const { population } = workflow.progress;
    try {
      await this.transactions.run(async (session) => {
        // The fence first: a worker that lost the workflow writes nothing of what follows.
        await note(progress(code), session);
        const campaign = (await this.campaigns.findById(workflow.campaign, null, { session }).orFail().lean()) as Campaign;
        const at = this.clock.now();
        const draft = newDraft({ code, campaign, content, template: false, workflow: workflow._id, population: population === null ? null : { of: population, part: part ?? null }, by, at });
        await this.deliveries.insert(draft, session);
        await this.starts.start(draft, { by, at }, session);
      });
      return null;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (BY_CASCADE.has(error.code)) return { then: 'wait', until: new Date(this.clock.now().getTime() + LOOK_AGAIN_MS) };
      return { then: 'fail', reason: birthRefused(error) };
    }
  }
}
