import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import type { Campaign } from '../../campaigns/campaign.schema.js';
import { CampaignPorts } from '../../campaigns/campaigns.ports.js';
import type { Population } from '../../recipients/query.js';
import { RecipientsQueries } from '../../recipients/recipients.queries.js';
import type { Activity, Workflow } from '../workflow.schema.js';
import { type ActivityOutcome, type ActivityRunner, type Doing, FenceLost } from './activity-runner.js';

/** Sets the population that what follows works on, and counts it. */
@Injectable()
export class QueryActivity implements ActivityRunner<Extract<Activity, { type: 'query' }>> {
  constructor(
    @InjectModel('Campaign') private readonly campaigns: Model<Campaign>,
    private readonly ports: CampaignPorts,
    private readonly recipients: RecipientsQueries,
  ) {}

  async do({ workflow, activity, signal }: Doing<Extract<Activity, { type: 'query' }>>): Promise<ActivityOutcome> {
    const population: Population = { entities: activity.entities ?? null, query: activity.query ?? {}, split: null };
    const entities = activity.entities ?? (await this.scopeOf(workflow));
    // A stop does not wait for a long count: its answer is not wanted any more.
    const selected = await Promise.race([this.recipients.count({ entities, query: population.query }), aborted(signal)]);
    return { then: 'next', progress: { wakeAt: null, delivery: null, population, selected } };
  }

  /** As its deliveries will choose at their start (domain.md, *Target of a delivery*). */
  private async scopeOf(workflow: Workflow): Promise<string[] | null> {
    if (workflow.entity !== null) return [workflow.entity];
    const campaign = await this.campaigns.findById(workflow.campaign).lean();
    return campaign === null ? [] : this.ports.entitiesInScope(campaign as Campaign);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const lost = (): void => reject(new FenceLost('asked to end'));
    if (signal.aborted) lost();
    else signal.addEventListener('abort', lost, { once: true });
  });
}
