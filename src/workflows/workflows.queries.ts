import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';

import type { Actor } from '../operators/actor.js';
import { demandAny, reach } from '../operators/operators.policy.js';
import { between } from '../storage/between.js';
import { type CappedCount, cappedCount, findPage, matching, type Page } from '../storage/page.js';
import type { WorkflowList } from './workflow.requests.js';
import { type Workflow, WORKFLOW_STATUSES, type WorkflowStatus } from './workflow.schema.js';

export interface WorkflowCounts {
  total: CappedCount;
  status: Record<WorkflowStatus, CappedCount>;
}

/** The lists of workflows. */
@Injectable()
export class WorkflowsQueries {
  constructor(@InjectModel('Workflow') private readonly workflows: Model<Workflow>) {}

  async list(actor: Actor, query: WorkflowList): Promise<Page<Workflow> & { counts?: WorkflowCounts }> {
    demandAny(actor, 'workflows', 'read');
    const filter = filterOf(actor, query);
    const [page, counts] = await Promise.all([findPage(this.workflows, filter, query), query.counts ? this.counts(filter) : undefined]);
    return counts === undefined ? page : { ...page, counts };
  }

  private async counts(filter: QueryFilter<Workflow>): Promise<WorkflowCounts> {
    const [total, ...each] = await Promise.all([
      cappedCount(this.workflows, filter),
      ...WORKFLOW_STATUSES.map((status) => cappedCount(this.workflows, { $and: [filter, { status }] } as QueryFilter<Workflow>)),
    ]);
    return { total, status: Object.fromEntries(WORKFLOW_STATUSES.map((status, index) => [status, each[index]])) as WorkflowCounts['status'] };
  }
}

function filterOf(actor: Actor, query: WorkflowList): QueryFilter<Workflow> {
  const conditions: Record<string, unknown>[] = [];
  if (query.status !== undefined) conditions.push({ status: { $in: query.status } });
  if (query.campaign !== undefined) conditions.push({ campaign: query.campaign });
  if (query.package !== undefined) conditions.push({ package: query.package });
  if (query.cycle !== undefined) conditions.push({ cycle: query.cycle });
  if (query.template !== undefined) conditions.push({ template: query.template });
  if (query.entity !== undefined) conditions.push({ entity: query.entity });
  conditions.push(...between('startedAt', query.startedFrom, query.startedTo), ...between('modifiedAt', query.modifiedFrom, query.modifiedTo));
  if (query.q !== undefined) conditions.push(matching(query.q));
  if (reach(actor, 'workflows', 'read') === 'own') conditions.push({ entity: actor.entity ?? '' });
  return conditions.length === 0 ? {} : ({ $and: conditions } as QueryFilter<Workflow>);
}
