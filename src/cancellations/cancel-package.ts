import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { CampaignEndings } from '../campaigns/campaign-endings.js';
import { Clock } from '../clock/clock.js';
import { CodesService } from '../codes/codes.service.js';
import { GatesService } from '../gates/gates.service.js';
import { CommandRunner } from '../lifecycle/command-runner.js';
import { Hints } from '../messaging/hints.js';
import { jobToAdd } from '../messaging/queue.js';
import type { Actor } from '../operators/actor.js';
import { ClosuresService } from '../orders/closures.service.js';
import { closureId } from '../orders/order.status.js';
import { Outbox } from '../outbox/outbox.js';
import { PackageLife } from '../packages/package-life.js';
import { PackageReach } from '../packages/package-reach.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import { type Cancellation, factsOf, STEPS_OF } from './cancellation.schema.js';
import { cancellationsQueue } from './cancellations.queue.js';
import { CascadeScope } from './cascade.scope.js';

/** What a cancel answers: the cancellation, and whether this call made it or a first one had. */
export interface Canceled {
  cancellation: Cancellation;
  created: boolean;
}

/** Accepts the cancel of a package: one transaction, true for every reader from its commit (design.md, 2). */
@Injectable()
export class CancelPackage {
  constructor(
    @InjectModel('Cancellation') private readonly cancellations: Model<Cancellation>,
    private readonly life: PackageLife,
    private readonly reach: PackageReach,
    private readonly campaigns: CampaignEndings,
    private readonly closures: ClosuresService,
    private readonly gates: GatesService,
    private readonly runner: CommandRunner,
    private readonly codes: CodesService,
    private readonly scope: CascadeScope,
    private readonly outbox: Outbox,
    private readonly hints: Hints,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `forbidden`; never because of the status: a second cancel answers with the first */
  async cancel(actor: Actor, code: string, comment: string | null): Promise<Canceled> {
    const seen = await this.life.load(code);
    const command = { actor, subject: code, subjectKind: 'package', command: 'cancel', cycle: seen.cycle };
    await this.runner.ask(command, () => this.reach.demand(actor, 'steer', seen));
    // Before the transaction: what runs holds its breath while the cancel is written, instead of sending on.
    if (seen.kind === 'collaborative' && seen.status !== 'canceled') this.hints.send({ package: code, cycle: seen.cycle, hold: true });
    const cancellation = await this.codes.take('cancellation');
    const canceled = await this.runner.run(command, (session) => this.accept(actor, code, cancellation, comment, session));
    if (canceled.created) this.hints.send({ package: code, cycle: canceled.cancellation.cycle });
    return canceled;
  }

  private async accept(actor: Actor, code: string, cancellation: string, comment: string | null, session: ClientSession): Promise<Canceled> {
    const campaignPackage = await this.life.load(code, session);
    await this.reach.demand(actor, 'steer', campaignPackage);
    // Twelve at once: eleven conflict with the first one's write, repeat, and come out here.
    const first = await this.first(code, campaignPackage.cycle, session);
    if (first !== null) return { cancellation: first, created: false };
    const at = this.clock.now();
    const by = actor.email;
    const reference = campaignPackage.kind === 'local' ? null : await this.scope.liveReference(campaignPackage.referenceCampaign);
    const accepted = newCancellation(actor, campaignPackage, { code: cancellation, at, comment, reference: reference?._id ?? null });
    const jobs = accepted.state === 'finished' ? [] : [jobToAdd(cancellationsQueue, 'plan-cancellation', { cancellation })];
    await this.life.apply({ command: 'cancel', campaignPackage, set: { cancellation: { code: cancellation, by, at, comment } }, by, at, comment, correlation: cancellation, jobs }, session);
    await this.gates.close(code, campaignPackage.cycle, 'canceled', at, session);
    await this.cancellations.insertMany([accepted], { session });
    if (accepted.kind === 'package') await this.closeCycle(accepted, session);
    else await this.outbox.record({ type: 'cancellation.finished', subject: cancellation, data: { code: cancellation, package: code, cycle: campaignPackage.cycle, order: null, by, at } }, session);
    return { cancellation: accepted, created: true };
  }

  private async first(code: string, cycle: number, session?: ClientSession): Promise<Cancellation | null> {
    return this.cancellations.findOne({ key: closureId(code, cycle) }, null, { session: session ?? null }).lean();
  }

  private async closeCycle(accepted: Cancellation, session: ClientSession): Promise<void> {
    const { _id: cancellation, package: code, cycle, by, canceledAt: at, comment, reference } = accepted;
    if (reference !== null) await this.campaigns.cancel(reference, { at, by, comment, cancellation }, session);
    await this.closures.record({ package: code, cycle, by: 'canceled', at, operator: by, comment, cancellation }, session);
  }
}

function newCancellation(actor: Actor, campaignPackage: CampaignPackage, decision: { code: string; at: Date; comment: string | null; reference: string | null }): Cancellation {
  const kind = campaignPackage.kind === 'local' ? 'local-package' : 'package';
  // A local package leaves the entities' list, and that is all: nothing is left to be done.
  const isDone = kind === 'local-package';
  return {
    _id: decision.code,
    kind,
    package: campaignPackage._id,
    cycle: campaignPackage.cycle,
    order: null,
    entity: null,
    child: null,
    reference: decision.reference,
    key: closureId(campaignPackage._id, campaignPackage.cycle),
    state: isDone ? 'finished' : 'running',
    canceledAt: decision.at,
    finishedAt: isDone ? decision.at : null,
    comment: decision.comment,
    by: actor.email,
    byName: actor.name,
    wasPublished: campaignPackage.status === 'published',
    facts: factsOf(campaignPackage),
    plannedAt: isDone ? decision.at : null,
    steps: [...STEPS_OF[kind]],
    queuedAt: {},
    correction: null,
    version: 1,
  };
}
