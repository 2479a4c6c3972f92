import { Injectable } from '@nestjs/common';

import { DomainError } from '../errors/domain-error.js';
import { CommandRunner } from '../lifecycle/command-runner.js';
import type { Actor } from '../operators/actor.js';
import { demand, may } from '../operators/operators.policy.js';
import type { Campaign } from './campaign.schema.js';
import { campaignCanceled, nothingTo } from './campaigns.errors.js';
import { CampaignPorts, type ProcessCommand } from './campaigns.ports.js';
import { CampaignsService } from './campaigns.service.js';

export const PROCESS_COMMANDS: readonly ProcessCommand[] = ['start', 'pause', 'resume', 'stop'];

/** What became of the campaign's processes: those that took the command, and those that refused it and why. */
export interface Steered {
  campaign: Campaign;
  done: string[];
  refused: { code: string; error: DomainError }[];
}

/** Start, pause, resume and stop of a campaign: given to each of its processes that can take it. */
@Injectable()
export class CampaignSteering {
  constructor(
    private readonly campaigns: CampaignsService,
    private readonly ports: CampaignPorts,
    private readonly runner: CommandRunner,
  ) {}

  /**
   * Each process on its own: one that cannot start does not hold the others back.
   * @throws DomainError `nothing-to-do` where no process can take it, or the first refusal where none took it
   */
  async steer(actor: Actor, code: string, command: ProcessCommand): Promise<Steered> {
    const campaign = await this.campaigns.get(actor, code);
    const attempt = { actor, subject: code, subjectKind: 'campaign', command, cycle: campaign.cycle };
    try {
      demand(actor, 'campaigns', 'steer', code, campaign.entity);
      if (campaign.status === 'canceled' && command !== 'stop') throw campaignCanceled(code);
      const { done, refused } = await this.give(actor, campaign, command);
      if (done.length === 0) throw refused[0]?.error ?? nothingTo(command, code, await this.possible(campaign));
      return { campaign: await this.campaigns.get(actor, code), done, refused };
    } catch (error) {
      await this.runner.recordRefusal(attempt, error);
      throw error;
    }
  }

  /** Which of the four commands would find a process to take it, as far as the actor's rights go. */
  async allowed(actor: Actor, campaign: Campaign): Promise<ProcessCommand[]> {
    return may(actor, 'campaigns', 'steer', campaign.entity) ? this.possible(campaign) : [];
  }

  private async give(actor: Actor, campaign: Campaign, command: ProcessCommand): Promise<Omit<Steered, 'campaign'>> {
    const done: string[] = [];
    const refused: Steered['refused'] = [];
    for (const processes of this.ports.allProcesses()) {
      for (const process of await processes.ready(campaign, command)) {
        try {
          await processes.command(actor, process, command);
          done.push(process);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          refused.push({ code: process, error });
        }
      }
    }
    return { done, refused };
  }

  private async possible(campaign: Campaign): Promise<ProcessCommand[]> {
    const possible: ProcessCommand[] = [];
    for (const command of PROCESS_COMMANDS) {
      if (campaign.status === 'canceled' && command !== 'stop') continue;
      for (const processes of this.ports.allProcesses()) {
        if ((await processes.ready(campaign, command)).length === 0) continue;
        possible.push(command);
        break;
      }
    }
    return possible;
  }
}
