import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { Clock } from '../clock/clock.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import type { Cancellation, CancellationPart, StepName } from './cancellation.schema.js';
import { CascadeScope } from './cascade.scope.js';

/** Entities that one job tells. */
const ENTITIES_AT_ONCE = 50;
const INSERT_AT_ONCE = 1_000;

type NewPart = Pick<CancellationPart, '_id' | 'step' | 'total'> & Partial<CancellationPart>;

/**
 * Derives the parts of a cancellation's steps. Their ids are deterministic and their totals fixed
 * before the first of them runs, so that planning again after a crash changes nothing.
 */
@Injectable()
export class CascadePlan {
  constructor(
    @InjectModel('Cancellation') private readonly cancellations: Model<Cancellation>,
    @InjectModel('CancellationPart') private readonly parts: Model<CancellationPart>,
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    private readonly scope: CascadeScope,
    private readonly clock: Clock,
  ) {}

  async write(cancellation: Cancellation): Promise<void> {
    if (cancellation.plannedAt !== null) return;
    const parts = cancellation.kind === 'order' ? await this.ofOrder(cancellation) : await this.ofPackage(cancellation);
    for (let first = 0; first < parts.length; first += INSERT_AT_ONCE) {
      await this.parts.bulkWrite(
        parts.slice(first, first + INSERT_AT_ONCE).map(({ _id, ...part }) => ({
          updateOne: { filter: { _id }, update: { $setOnInsert: { ...UNTOUCHED, cancellation: cancellation._id, ...part } }, upsert: true },
        })),
        { ordered: false },
      );
    }
    // From here on parts may run: whoever plans again before this line finds the record as it was.
    await this.cancellations.updateOne({ _id: cancellation._id, plannedAt: null }, { $set: { plannedAt: this.clock.now() } });
  }

  private async ofPackage(cancellation: Cancellation): Promise<NewPart[]> {
    const { package: code, cycle } = cancellation;
    const [orders, children, workflows, deliveries, entities] = await Promise.all([
      this.scope.orderRanges(code, cycle),
      this.scope.childRanges(code, cycle),
      this.scope.liveWorkflows({ package: code, cycle }),
      this.scope.liveDeliveries({ package: code, cycle }),
      this.entitiesToTell(cancellation),
    ]);
    const name = (step: StepName, key: string | number): string => `${cancellation._id}:${step}:${key}`;
    return [
      ...orders.map(({ from, to, count }) => ({ _id: name('orders', from), step: 'orders' as const, from, to, total: count })),
      ...campaignAtAccept(cancellation, cancellation.reference),
      ...children.map(({ from, to, count }) => ({ _id: name('campaigns', from), step: 'campaigns' as const, from, to, total: count })),
      ...workflows.map((subject) => ({ _id: name('workflows', subject), step: 'workflows' as const, subject, total: 1 })),
      ...deliveries.map(({ code: subject }) => ({ _id: name('deliveries', subject), step: 'deliveries' as const, subject, total: 1 })),
      ...inGroups(entities, ENTITIES_AT_ONCE).map((group, index) => ({
        _id: name('notifications', index),
        step: 'notifications' as const,
        entities: group.map((entity) => entity.code),
        total: group.reduce((sum, entity) => sum + entity.addresses, 0),
      })),
    ];
  }

  private async ofOrder(cancellation: Cancellation): Promise<NewPart[]> {
    const { child, reference, entity } = cancellation;
    const [workflows, deliveries, shared] = await Promise.all([
      child === null ? [] : this.scope.liveWorkflows({ campaign: child }),
      child === null ? [] : this.scope.liveDeliveries({ campaign: child }),
      entity === null ? [] : this.scope.deliveriesReaching(reference, entity),
    ]);
    const name = (step: StepName, key: string): string => `${cancellation._id}:${step}:${key}`;
    return [
      ...campaignAtAccept(cancellation, child),
      ...workflows.map((subject) => ({ _id: name('workflows', subject), step: 'workflows' as const, subject, total: 1 })),
      ...deliveries.map(({ code: subject }) => ({ _id: name('deliveries', subject), step: 'deliveries' as const, subject, total: 1 })),
      ...shared.map((subject) => ({ _id: name('deliveries', subject), step: 'deliveries' as const, subject, entities: [entity as string], total: 1 })),
    ];
  }

  private async entitiesToTell(cancellation: Cancellation): ReturnType<CascadeScope['entitiesToTell']> {
    const campaignPackage = cancellation.wasPublished ? await this.packages.findById(cancellation.package, { audience: 1 }).lean() : null;
    return this.scope.entitiesToTell(cancellation.package, cancellation.cycle, campaignPackage?.audience ?? []);
  }
}

const UNTOUCHED = { state: 'pending', done: 0, from: null, to: null, subject: null, entities: [], startedAt: null, finishedAt: null } as const;

/** The campaign that the accept itself canceled: it counts as done, its drafts are still to be stopped. */
function campaignAtAccept(cancellation: Cancellation, code: string | null): NewPart[] {
  return code === null ? [] : [{ _id: `${cancellation._id}:campaigns:${code}`, step: 'campaigns', subject: code, total: 1, done: 1 }];
}

function inGroups<T>(things: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(things.length / size) }, (_, index) => things.slice(index * size, (index + 1) * size));
}
