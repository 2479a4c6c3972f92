import { Injectable } from '@nestjs/common';

import type { Actor } from '../operators/actor.js';
import { may } from '../operators/operators.policy.js';
import type { Campaign } from './campaign.schema.js';
import { CampaignSteering, type Steered } from './campaign-steering.js';
import { type CampaignView, campaignView } from './campaign.view.js';

/** A campaign and what became of its processes: those that took the command, those that refused it and why. */
export interface SteeredView extends CampaignView {
  done: string[];
  refused: { code: string; problem: string; message: string }[];
}

/** What a door answers about one campaign. */
@Injectable()
export class CampaignAnswers {
  constructor(private readonly steering: CampaignSteering) {}

  /** With what the reader may do with it now. */
  async shown(actor: Actor, campaign: Campaign): Promise<CampaignView> {
    const edit = campaign.status === 'being-edited' && may(actor, 'campaigns', 'write', campaign.entity) ? ['edit'] : [];
    return campaignView(campaign, [...edit, ...(await this.steering.allowed(actor, campaign))]);
  }

  async steered(actor: Actor, { campaign, done, refused }: Steered): Promise<SteeredView> {
    return { ...(await this.shown(actor, campaign)), done, refused: refused.map(({ code, error }) => ({ code, problem: error.code, message: error.text[actor.locale] })) };
  }
}
