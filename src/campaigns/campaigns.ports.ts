import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';

import type { Actor } from '../operators/actor.js';
import type { Campaign } from './campaign.schema.js';

export type ProcessCommand = 'start' | 'pause' | 'resume' | 'stop';

/** What campaigns ask of the rooms whose processes run in them. Filled once by workflows, once by deliveries. */
export interface CampaignProcesses {
  kind: 'workflow' | 'delivery';

  /**
   * Codes of the processes of the campaign's present cycle that the command can be given to by hand
   * now, oldest first: no template, no delivery that a workflow made (its workflow steers it) unless
   * the command is pause, resume or stop.
   */
  ready(campaign: Campaign, command: ProcessCommand): Promise<string[]>;

  /** Gives the command to one of them. @throws DomainError as the process's own command does */
  command(actor: Actor, code: string, command: ProcessCommand): Promise<void>;

  /** How many processes of the campaign's present cycle are not final, drafts counted, templates not. */
  countUnfinished(campaign: Campaign, session: ClientSession): Promise<number>;

  /**
   * The campaign now hangs on another package or on none: writes `package` and `cycle` of `campaign`
   * into each process of it that is not final, so that its gate is the right one from the commit on.
   */
  follow(campaign: Campaign, session: ClientSession): Promise<void>;

  /** Makes fresh drafts (new codes, `copyOf` set); codes come from CodesService, which joins no transaction. */
  copy(call: CopyProcesses, session: ClientSession): Promise<void>;
}

export interface CopyProcesses {
  /**
   * `templates`: those of `from` (same package and cycle as it has now), whatever their status: a
   * reference that was canceled with its collaborative package still serves local ones. The copies
   * are ordinary drafts.
   * `drafts-for-next-cycle`: each process of `from` in the cycle that ended that no workflow made; a
   * template's copy is a template.
   */
  which: 'templates' | 'drafts-for-next-cycle';
  /** The campaign as it was: its package and cycle choose the processes. */
  from: Campaign;
  /** The campaigns that get copies, each its own: their campaign, package, cycle and entity. */
  to: readonly Campaign[];
  /** E-mail of the operator, or `system`. */
  by: string;
  at: Date;
}

/** What deliveries ask of the orders behind a campaign. Filled by orders. */
export interface EntitiesInScope {
  /** Whom a reference's delivery without `target.entities` is for: those with an available order. Null: this campaign has no such scope, so its target must be given. */
  entitiesInScope(campaign: Campaign): Promise<string[] | null>;

  /** What the entity's available order says (`{{order.parameters.NAME}}`); empty where there is none. */
  parametersOf(campaign: Campaign, entity: string): Promise<Readonly<Record<string, unknown>>>;
}

/** Where upper rooms register what campaigns need of them. */
@Injectable()
export class CampaignPorts {
  private readonly processes: CampaignProcesses[] = [];
  private scope: EntitiesInScope | undefined;

  registerProcesses(processes: CampaignProcesses): void {
    this.processes.push(processes);
    // Workflows first: one left alive could create the next delivery behind a stop.
    this.processes.sort((a, b) => Number(a.kind === 'delivery') - Number(b.kind === 'delivery'));
  }

  registerScope(scope: EntitiesInScope): void {
    this.scope = scope;
  }

  /** Workflows before deliveries. */
  allProcesses(): readonly CampaignProcesses[] {
    return this.processes;
  }

  async entitiesInScope(campaign: Campaign): Promise<string[] | null> {
    return (await this.scope?.entitiesInScope(campaign)) ?? null;
  }

  async parametersOf(campaign: Campaign, entity: string): Promise<Readonly<Record<string, unknown>>> {
    return (await this.scope?.parametersOf(campaign, entity)) ?? {};
  }
}
