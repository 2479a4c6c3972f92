import { type BeforeApplicationShutdown, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';

import { Clock } from '../clock/clock.js';
import { DeliveryEnds } from '../deliveries/deliveries.ports.js';
import { type Hint, Hints } from '../messaging/hints.js';
import { Publisher } from '../messaging/publisher.js';
import { Activities } from './activities/activities.js';
import { type ActivityOutcome, FenceLost } from './activities/activity-runner.js';
import type { Activity, Workflow } from './workflow.schema.js';
import { WorkflowHalts } from './workflow-halts.js';
import { RENEW_EVERY_MS, WorkflowRuns } from './workflow-runs.js';
import { followOf, wakeOf } from './workflows.queue.js';

interface Waiting {
  workflow: Workflow;
  until: Date;
}

/** Does a workflow's activities, one after the other, until one has to wait or it is asked to end. */
@Injectable()
export class WorkflowWorker implements OnModuleInit, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly atWork = new Set<Promise<boolean>>();
  private closing = false;
  private readonly inHand = new Map<string, { workflow: Workflow; abort: AbortController }>();

  constructor(
    private readonly runs: WorkflowRuns,
    private readonly halts: WorkflowHalts,
    private readonly activities: Activities,
    private readonly ends: DeliveryEnds,
    private readonly publisher: Publisher,
    private readonly hints: Hints,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.ends.register((delivery) => (delivery.workflow === null ? [] : [followOf(delivery.workflow, delivery._id)]));
    this.hints.listen((hint) => {
      // A stop that is about to come: whatever is begun until then passes its gate.
      if (hint.hold === true) return;
      for (const { workflow, abort } of this.inHand.values()) if (concerns(hint, workflow)) abort.abort();
    });
  }

  onModuleDestroy(): void {
    this.closing = true;
    for (const { abort } of this.inHand.values()) abort.abort();
  }

  /** Before the database goes: what is in hand is let go, for another worker to go on at once. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.atWork);
  }

  /** @returns false: it is not running, or another worker has it */
  async work(code: string): Promise<boolean> {
    if (this.closing || this.inHand.has(code)) return false;
    const working = this.workOn(code);
    this.atWork.add(working);
    return working.finally(() => this.atWork.delete(working));
  }

  private async workOn(code: string): Promise<boolean> {
    const workflow = await this.runs.take(code);
    if (workflow === null) return false;
    const abort = new AbortController();
    this.inHand.set(code, { workflow, abort });
    let isRenewing = false;
    const renew = async (): Promise<void> => {
      if (isRenewing) return;
      isRenewing = true;
      if (!(await this.runs.renew(workflow).catch(() => false))) abort.abort();
      isRenewing = false;
    };
    const renewing = setInterval(() => void renew(), RENEW_EVERY_MS);
    let waiting: Waiting | null = null;
    try {
      waiting = await this.goOn(workflow, abort.signal);
    } catch (error) {
      if (!(error instanceof FenceLost)) throw error;
    } finally {
      clearInterval(renewing);
      this.inHand.delete(code);
      await this.letGo(code);
    }
    // Let go first: a stop does not wait for a queue that is away.
    if (waiting !== null) await this.wakeLater(waiting);
    return true;
  }

  /** @returns the workflow that waits, and until when; null: it waits for another process, or is over */
  private async goOn(taken: Workflow, signal: AbortSignal): Promise<Waiting | null> {
    let workflow = taken;
    for (;;) {
      const activity = workflow.activities[workflow.position];
      if (activity === undefined) {
        await this.halts.recordEnd('finish', workflow, { finishedAt: this.clock.now() });
        return null;
      }
      if (signal.aborted) throw new FenceLost(workflow._id);
      const outcome = await this.doOne(workflow, activity, signal);
      if (outcome.then === 'fail') {
        await this.halts.recordEnd('fail', workflow, { finishedAt: this.clock.now(), reason: outcome.reason });
        return null;
      }
      if (outcome.then === 'wait') return outcome.until === null ? null : { workflow, until: outcome.until };
      workflow = await this.runs.advance(workflow, outcome.progress);
    }
  }

  private doOne(workflow: Workflow, activity: Activity, signal: AbortSignal): Promise<ActivityOutcome> {
    return this.activities.do({ workflow, activity, signal, note: (progress, session) => this.runs.note(workflow, progress, session) });
  }

  /** A job in time; should it be lost, the reconciler finds the workflow by its record. */
  private async wakeLater({ workflow: { _id, epoch, position }, until }: Waiting): Promise<void> {
    const delay = Math.max(0, until.getTime() - this.clock.now().getTime());
    await this.publisher.addAll([wakeOf(_id, epoch, position, until, delay)]).catch(() => undefined);
  }

  private async letGo(code: string): Promise<void> {
    await this.runs.release(code);
    // Whoever asked it to end meanwhile waits for this answer.
    await this.halts.settle(code);
  }
}

function concerns(hint: Hint, workflow: Workflow): boolean {
  return 'process' in hint ? hint.process === workflow._id : hint.package === workflow.package && hint.cycle === workflow.cycle;
}
