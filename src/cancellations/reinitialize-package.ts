import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { CampaignEndings } from '../campaigns/campaign-endings.js';
import { Clock } from '../clock/clock.js';
import type { Delivery } from '../deliveries/delivery.schema.js';
import { GatesService } from '../gates/gates.service.js';
import { CommandRunner } from '../lifecycle/command-runner.js';
import { commandsFrom } from '../lifecycle/define-lifecycle.js';
import { Hints } from '../messaging/hints.js';
import { jobToAdd } from '../messaging/queue.js';
import type { Actor } from '../operators/actor.js';
import { ClosuresService } from '../orders/closures.service.js';
import { closureId } from '../orders/order.status.js';
import { PackageLife } from '../packages/package-life.js';
import { packageLifecycle } from '../packages/package.lifecycle.js';
import { PackageReach } from '../packages/package-reach.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import { PackagePorts } from '../packages/packages.ports.js';
import type { Workflow } from '../workflows/workflow.schema.js';
import type { Cancellation } from './cancellation.schema.js';
import { closedByReinitialize, type InTheWay, stillAtWork } from './cancellations.errors.js';
import { cancellationsQueue } from './cancellations.queue.js';
import { LIVE_PROCESS_STATUSES } from './cascade.scope.js';
import { asInNextCycle } from './next-cycle.js';

/** The next cycle of a package: nothing of the one before can run, send or change in it (domain.md, *Reinitialize*). */
@Injectable()
export class ReinitializePackage {
  constructor(
    @InjectModel('Cancellation') private readonly cancellations: Model<Cancellation>,
    @InjectModel('Workflow') private readonly workflows: Model<Workflow>,
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    private readonly life: PackageLife,
    private readonly reach: PackageReach,
    private readonly campaigns: CampaignEndings,
    private readonly closures: ClosuresService,
    private readonly ports: PackagePorts,
    private readonly gates: GatesService,
    private readonly runner: CommandRunner,
    private readonly hints: Hints,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `forbidden`, `invalid-transition`, `still-at-work` with what is in the way */
  async reinitialize(actor: Actor, code: string, comment: string | null): Promise<CampaignPackage> {
    const seen = await this.life.load(code);
    const command = { actor, subject: code, subjectKind: 'package', command: 'reinitialize', cycle: seen.cycle };
    await this.runner.ask(command, () => this.reach.demand(actor, 'steer', seen));
    const fresh = await this.runner.run(command, (session) => this.open(actor, code, comment, session));
    this.hints.send({ package: code, cycle: fresh.cycle - 1 });
    return fresh;
  }

  private async open(actor: Actor, code: string, comment: string | null, session: ClientSession): Promise<CampaignPackage> {
    const before = await this.life.load(code, session);
    await this.reach.demand(actor, 'steer', before);
    const at = this.clock.now();
    const collaborative = before.kind === 'collaborative';
    // Draft and ordered orders read as canceled from the commit on; of a canceled cycle none is left.
    const hasOpenOrders = collaborative && before.status === 'published';
    const jobs = hasOpenOrders ? [jobToAdd(cancellationsQueue, 'sweep-cycle', { closure: closureId(code, before.cycle) })] : [];
    const after = await this.life.apply({ command: 'reinitialize', campaignPackage: before, set: asInNextCycle(before, at, actor.email), by: actor.email, at, comment, jobs }, session);
    // All gates of the old cycle are written: a process that starts meanwhile repeats, and is refused.
    await this.gates.close(code, before.cycle, 'closed', at, session);
    // The deadline that they missed is of the cycle that ends.
    if (before.personalizationDeadline !== null && before.personalizationDeadline <= at) await this.ports.orders.forgetLate(code, before.cycle, session);
    if (collaborative) await this.demandNothingAtWork(before, session);
    await this.gates.open(code, after.cycle, session);
    if (hasOpenOrders) {
      const why = closedByReinitialize(code, before.cycle)[actor.locale];
      await this.closures.record({ package: code, cycle: before.cycle, by: 'reinitialized', at, operator: actor.email, comment: why, cancellation: null }, session);
    }
    if (collaborative && before.referenceCampaign !== null) {
      await this.campaigns.reinitialize(before.referenceCampaign, { cycle: after.cycle, by: actor.email, at }, session);
    }
    return after;
  }

  private async demandNothingAtWork(before: CampaignPackage, session: ClientSession): Promise<void> {
    const cycle = { package: before._id, cycle: before.cycle };
    const live = { ...cycle, status: { $in: [...LIVE_PROCESS_STATUSES] } };
    const inTheWay: InTheWay = {
      cancellations: codesOf(await this.cancellations.find({ ...cycle, state: 'running' }, { _id: 1 }, { session }).limit(MOST).lean()),
      workflows: codesOf(await this.workflows.find(live, { _id: 1 }, { session }).limit(MOST).lean()),
      deliveries: codesOf(await this.deliveries.find(live, { _id: 1 }, { session }).limit(MOST).lean()),
    };
    if (Object.values(inTheWay).every((codes) => codes.length === 0)) return;
    const allowed = commandsFrom(packageLifecycle, before.status).filter((name) => name !== 'reinitialize');
    throw stillAtWork(before._id, inTheWay, allowed);
  }
}

/** Enough for a person to see what to do; a package with more of them is not waiting for a list. */
const MOST = 100;

function codesOf(things: readonly { _id: string }[]): string[] {
  return things.map((thing) => thing._id);
}
