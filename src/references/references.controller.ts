import { Controller, Get } from '@nestjs/common';

import { Caller } from '../api/caller.js';
import { Described } from '../api/described.js';
import { ListParameters } from '../api/list-parameters.js';
import type { Actor } from '../operators/actor.js';
import { type CampaignReferences, campaignReferences, type References, references } from './reference.requests.js';
import { type Reference, ReferencesService } from './references.service.js';

interface Found {
  items: Reference[];
}
const description = 'q: the start of a code, or the starts of words of the label, accents and case ignored. Without q the last changed.';

@Controller('api/v1/references')
export class ReferencesController {
  constructor(private readonly found: ReferencesService) {}

  @Get('packages')
  @Described({ summary: 'Find packages while typing', description, parameters: references })
  async packages(@Caller() actor: Actor, @ListParameters(references) query: References): Promise<Found> {
    return { items: await this.found.find(actor, 'packages', query) };
  }

  @Get('campaigns')
  @Described({ summary: 'Find campaigns while typing', description, parameters: campaignReferences })
  async campaigns(@Caller() actor: Actor, @ListParameters(campaignReferences) query: CampaignReferences): Promise<Found> {
    return { items: await this.found.find(actor, 'campaigns', query) };
  }

  @Get('entities')
  @Described({ summary: 'Find entities while typing', description, parameters: references })
  async entities(@Caller() actor: Actor, @ListParameters(references) query: References): Promise<Found> {
    return { items: await this.found.find(actor, 'entities', query) };
  }

  @Get('operators')
  @Described({ summary: 'Find operators while typing', description: 'q: the start of an e-mail address, or the starts of words of the name.', parameters: references })
  async operators(@Caller() actor: Actor, @ListParameters(references) query: References): Promise<Found> {
    return { items: await this.found.find(actor, 'operators', query) };
  }

  @Get('folders')
  @Described({ summary: 'Find folders of packages while typing', description: 'Each with those above it, in alphabetical order.', parameters: references })
  async folders(@Caller() actor: Actor, @ListParameters(references) query: References): Promise<Found> {
    return { items: await this.found.folders(actor, query) };
  }
}
