import { Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';

import { Caller } from '../api/caller.js';
import { Described } from '../api/described.js';
import { IfMatch } from '../api/if-match.js';
import { ListParameters } from '../api/list-parameters.js';
import { ValidBody } from '../api/valid-body.js';
import type { Actor } from '../operators/actor.js';
import type { Page } from '../storage/page.js';
import { processComment, type ProcessComment } from '../deliveries/delivery.requests.js';
import { type WorkflowCounts, WorkflowsQueries } from './workflows.queries.js';
import { WorkflowsService } from './workflows.service.js';
import { newWorkflow, type NewWorkflow, type WorkflowList, workflowListParameters, type WorkflowPatch, workflowPatch } from './workflow.requests.js';
import { workflowView, type WorkflowView } from './workflow.view.js';

@Controller('api/v1/workflows')
export class WorkflowsController {
  constructor(
    private readonly workflows: WorkflowsService,
    private readonly queries: WorkflowsQueries,
  ) {}

  @Get()
  @Described({ summary: 'List workflows', parameters: workflowListParameters })
  async list(@Caller() actor: Actor, @ListParameters(workflowListParameters) query: WorkflowList): Promise<Page<WorkflowView> & { counts?: WorkflowCounts }> {
    const page = await this.queries.list(actor, query);
    return { ...page, items: page.items.map((workflow) => workflowView(workflow, actor)) };
  }

  @Post()
  @Described({ summary: 'Create a workflow, as a draft', body: newWorkflow, refusals: [409] })
  async create(@Caller() actor: Actor, @ValidBody(newWorkflow) body: NewWorkflow): Promise<WorkflowView> {
    return workflowView(await this.workflows.create(actor, body), actor);
  }

  @Get(':code')
  @Described({ summary: 'Read a workflow with its present activity' })
  async read(@Caller() actor: Actor, @Param('code') code: string): Promise<WorkflowView> {
    return workflowView(await this.workflows.get(actor, code.toUpperCase()), actor);
  }

  @Patch(':code')
  @Described({ summary: 'Edit a workflow that is a draft', body: workflowPatch, refusals: [409] })
  async edit(@Caller() actor: Actor, @Param('code') code: string, @IfMatch() version: number | undefined, @ValidBody(workflowPatch) body: WorkflowPatch): Promise<WorkflowView> {
    return workflowView(await this.workflows.edit(actor, code.toUpperCase(), body, version), actor);
  }

  @Post(':code/start')
  @HttpCode(200)
  @Described({ summary: 'Start a workflow', body: processComment, refusals: [409] })
  async start(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(processComment) body: ProcessComment): Promise<WorkflowView> {
    return workflowView(await this.workflows.start(actor, code.toUpperCase(), body.comment ?? null), actor);
  }

  @Post(':code/pause')
  @HttpCode(200)
  @Described({ summary: 'Pause a workflow: the activity in hand finishes, its deliveries go on', body: processComment, refusals: [409] })
  async pause(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(processComment) body: ProcessComment): Promise<WorkflowView> {
    return workflowView(await this.workflows.pause(actor, code.toUpperCase(), body.comment ?? null), actor);
  }

  @Post(':code/resume')
  @HttpCode(200)
  @Described({ summary: 'Resume a paused workflow', body: processComment, refusals: [409] })
  async resume(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(processComment) body: ProcessComment): Promise<WorkflowView> {
    return workflowView(await this.workflows.resume(actor, code.toUpperCase(), body.comment ?? null), actor);
  }

  @Post(':code/stop')
  @HttpCode(200)
  @Described({ summary: 'Stop a workflow for good: its deliveries go on', body: processComment, refusals: [409] })
  async stop(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(processComment) body: ProcessComment): Promise<WorkflowView> {
    return workflowView(await this.workflows.stop(actor, code.toUpperCase(), body.comment ?? null), actor);
  }
}
