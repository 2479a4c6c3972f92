import { Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';

import { Caller } from '../api/caller.js';
import { Described } from '../api/described.js';
import { IfMatch } from '../api/if-match.js';
import { ListParameters } from '../api/list-parameters.js';
import { ValidBody } from '../api/valid-body.js';
import type { Actor } from '../operators/actor.js';
import type { Page } from '../storage/page.js';
import { type CampaignList, campaignListParameters, type CampaignPatch, campaignPatch, type NewCampaign, newCampaign, noBody } from './campaign.requests.js';
import { CampaignAnswers, type SteeredView } from './campaign-answers.js';
import { CampaignSteering } from './campaign-steering.js';
import { type CampaignView, campaignView } from './campaign.view.js';
import type { ProcessCommand } from './campaigns.ports.js';
import { type CampaignCounts, CampaignsQueries } from './campaigns.queries.js';
import { CampaignsService } from './campaigns.service.js';

@Controller('api/v1/campaigns')
export class CampaignsController {
  constructor(
    private readonly campaigns: CampaignsService,
    private readonly steering: CampaignSteering,
    private readonly queries: CampaignsQueries,
    private readonly answers: CampaignAnswers,
  ) {}

  @Get()
  @Described({ summary: 'List campaigns', parameters: campaignListParameters })
  async list(@Caller() actor: Actor, @ListParameters(campaignListParameters) query: CampaignList): Promise<Page<CampaignView> & { counts?: CampaignCounts }> {
    const page = await this.queries.list(actor, query);
    return { ...page, items: page.items.map((campaign) => campaignView(campaign)) };
  }

  @Post()
  @Described({ summary: 'Create a reference campaign', body: newCampaign })
  async create(@Caller() actor: Actor, @ValidBody(newCampaign) body: NewCampaign): Promise<CampaignView> {
    return this.answers.shown(actor, await this.campaigns.create(actor, body));
  }

  @Get(':code')
  @Described({ summary: 'Read a campaign' })
  async read(@Caller() actor: Actor, @Param('code') code: string): Promise<CampaignView> {
    return this.answers.shown(actor, await this.campaigns.get(actor, code.toUpperCase()));
  }

  @Patch(':code')
  @Described({ summary: 'Edit a campaign that is being edited', body: campaignPatch, refusals: [409] })
  async edit(@Caller() actor: Actor, @Param('code') code: string, @IfMatch() version: number | undefined, @ValidBody(campaignPatch) body: CampaignPatch): Promise<CampaignView> {
    return this.answers.shown(actor, await this.campaigns.edit(actor, code.toUpperCase(), body, version));
  }

  @Post(':code/start')
  @HttpCode(200)
  @Described({ summary: 'Start every process of a campaign that is a draft', body: noBody, refusals: [409] })
  async start(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(noBody) _body: object): Promise<SteeredView> {
    return this.steer(actor, code, 'start');
  }

  @Post(':code/pause')
  @HttpCode(200)
  @Described({ summary: 'Pause every running process of a campaign', body: noBody, refusals: [409] })
  async pause(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(noBody) _body: object): Promise<SteeredView> {
    return this.steer(actor, code, 'pause');
  }

  @Post(':code/resume')
  @HttpCode(200)
  @Described({ summary: 'Resume every paused process of a campaign', body: noBody, refusals: [409] })
  async resume(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(noBody) _body: object): Promise<SteeredView> {
    return this.steer(actor, code, 'resume');
  }

  @Post(':code/stop')
  @HttpCode(200)
  @Described({ summary: 'Stop every process of a campaign', body: noBody, refusals: [409] })
  async stop(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(noBody) _body: object): Promise<SteeredView> {
    return this.steer(actor, code, 'stop');
  }

  private async steer(actor: Actor, code: string, command: ProcessCommand): Promise<SteeredView> {
    return this.answers.steered(actor, await this.steering.steer(actor, code.toUpperCase(), command));
  }
}
