import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, QueryFilter } from 'mongoose';

import type { Campaign } from '../campaigns/campaign.schema.js';
import { CampaignPorts, type CampaignProcesses, type CopyProcesses, type ProcessCommand } from '../campaigns/campaigns.ports.js';
import { CodesService } from '../codes/codes.service.js';
import type { Actor } from '../operators/actor.js';
import { newDraft } from './new-workflow.js';
import { workflowLifecycle } from './workflow.lifecycle.js';
import { type Activity, type Workflow, WORKFLOW_STATUSES } from './workflow.schema.js';
import { WorkflowsService } from './workflows.service.js';

const FINAL = ['stopped', 'finished', 'failed'];
const LIVE = WORKFLOW_STATUSES.filter((status) => !FINAL.includes(status));

/** What campaigns ask of workflows. */
@Injectable()
export class CampaignWorkflows implements CampaignProcesses, OnModuleInit {
  readonly kind = 'workflow';

  constructor(
    @InjectModel('Workflow') private readonly workflows: Model<Workflow>,
    private readonly service: WorkflowsService,
    private readonly codes: CodesService,
    private readonly ports: CampaignPorts,
  ) {}

  onModuleInit(): void {
    this.ports.registerProcesses(this);
  }

  async ready(campaign: Campaign, command: ProcessCommand): Promise<string[]> {
    const filter = { ...inCycle(campaign), template: false, status: { $in: workflowLifecycle.commands[command].from } };
    const found = await this.workflows.find(filter as QueryFilter<Workflow>, { _id: 1 }).sort({ createdAt: 1, _id: 1 }).lean();
    return found.map((workflow) => workflow._id);
  }

  async command(actor: Actor, code: string, command: ProcessCommand): Promise<void> {
    await this.service[command](actor, code);
  }

  async countUnfinished(campaign: Campaign, session: ClientSession): Promise<number> {
    return this.workflows.countDocuments({ ...inCycle(campaign), template: false, status: { $in: LIVE } } as QueryFilter<Workflow>, { session });
  }

  async follow(campaign: Campaign, session: ClientSession): Promise<void> {
    await this.workflows.updateMany({ campaign: campaign._id, status: { $in: LIVE } } as QueryFilter<Workflow>, { $set: { package: campaign.package, cycle: campaign.cycle } }, { session });
  }

  async copy({ which, from, to, by, at }: CopyProcesses, session: ClientSession): Promise<void> {
    const filter = { ...inCycle(from), ...(which === 'templates' ? { template: true } : {}) };
    const originals = (await this.workflows.find(filter as QueryFilter<Workflow>, null, { session }).sort({ createdAt: 1, _id: 1 }).lean()) as Workflow[];
    if (originals.length === 0) return;
    const copies = to.flatMap((campaign) => originals.map((original) => ({ campaign, original })));
    const codes = await this.codes.takeMany('workflow', copies.length);
    const drafts = copies.map(({ campaign, original }, index) =>
      newDraft({
        code: codes[index] as string,
        campaign,
        label: original.label,
        activities: which === 'templates' ? original.activities.map(narrowed) : original.activities,
        template: which === 'templates' ? false : original.template,
        copyOf: original._id,
        by,
        at,
      }),
    );
    await this.service.insert(drafts, session);
  }
}

function inCycle(campaign: Campaign): QueryFilter<Workflow> {
  return { campaign: campaign._id, cycle: campaign.cycle };
}

/** A child reaches its entity and nobody else: what the reference named is left out. */
function narrowed(activity: Activity): Activity {
  if (activity.type === 'query') return { type: 'query', ...(activity.query === undefined ? {} : { query: activity.query }) };
  if ('delivery' in activity) return { ...activity, delivery: { ...activity.delivery, target: { query: activity.delivery.target?.query ?? {} } } };
  return activity;
}
