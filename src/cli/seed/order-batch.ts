import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { CampaignsService } from '../../campaigns/campaigns.service.js';
import { CodesService } from '../../codes/codes.service.js';
import { type Gate, GATES } from '../../gates/gate.schema.js';
import { JournalService, type NewEntry } from '../../journal/journal.service.js';
import { targetOf } from '../../lifecycle/define-lifecycle.js';
import { type OrderCommand, orderLifecycle } from '../../orders/order.lifecycle.js';
import { checkParameters } from '../../orders/order.parameters.js';
import { draftOf } from '../../orders/order-placing.js';
import { newOrder } from '../../orders/order.requests.js';
import type { Order } from '../../orders/order.schema.js';
import type { CampaignPackage } from '../../packages/package.schema.js';
import { Transactions } from '../../storage/transactions.js';
import type { Random } from './random.js';

/** An order as it should have come to be. */
export interface WantedOrder {
  entity: string;
  /** How far it came. */
  until: 'draft' | 'ordered' | 'available' | 'rejected';
  createdBy: string;
  createdAt: Date;
  decidedBy: string;
  decidedAt: Date;
  /** Of a rejected one. */
  reason: string;
  parameters: Order['parameters'];
}

interface Life {
  order: Order;
  entries: NewEntry[];
}

const AT_ONCE = 60;

/**
 * Writes many orders of one package as if each had gone through the service: ordinals and gates,
 * codes, live keys, one journal row a command, child campaigns through the campaigns room.
 */
@Injectable()
export class OrderBatch {
  constructor(
    @InjectModel('Order') private readonly orders: Model<Order>,
    @InjectModel('Gate') private readonly gates: Model<Gate>,
    private readonly campaigns: CampaignsService,
    private readonly codes: CodesService,
    private readonly journal: JournalService,
    private readonly transactions: Transactions,
  ) {}

  /** @param wrote told after each lot how many orders it held */
  async write(campaignPackage: CampaignPackage, wanted: readonly WantedOrder[], random: Random, wrote: (count: number) => void): Promise<void> {
    for (let from = 0; from < wanted.length; from += AT_ONCE) {
      const lot = wanted.slice(from, from + AT_ONCE);
      const codes = await this.codes.takeMany('order', lot.length);
      const withChild = takesChild(campaignPackage) ? lot.filter((one) => one.until === 'available').length : 0;
      const children = await this.codes.takeMany('campaign', withChild);
      const passes = lot.map((one) => passesOf(one, campaignPackage, random));
      await this.transactions.run((session) => this.writeLot(campaignPackage, lot, { codes, children, passes }, session));
      wrote(lot.length);
    }
  }

  private async writeLot(campaignPackage: CampaignPackage, lot: readonly WantedOrder[], { codes, children, passes }: { codes: string[]; children: string[]; passes: Passes[] }, session: ClientSession): Promise<void> {
    const ordinals = await this.passGates(campaignPackage, passes, session);
    const left = [...children];
    const lives = lot.map((one, index) => {
      const life = lived(campaignPackage, one, codes[index] as string, ordinals[index] as number);
      if (one.until !== 'available') return life;
      return available(life, takesChild(campaignPackage) ? `${one.entity}_${left.shift()}` : null, one);
    });
    await this.orders.insertMany(lives.map((life) => life.order), { session });
    await this.journal.record(lives.flatMap((life) => life.entries), session);
    for (const { order } of lives) {
      if (order.campaign === null) continue;
      const hangs = order.packageKind === 'collaborative' ? order.package : null;
      const by = order.modifiedBy;
      await this.campaigns.createChild({ code: order.campaign, label: order.label, reference: campaignPackage.referenceCampaign as string, order: order._id, orderPackage: order.package, package: hangs, cycle: order.cycle, entity: order.entity, ordinal: order.ordinal, by, at: order.modifiedAt }, session);
    }
  }

  /** Raises the counters of the gates as the births would have. @returns the ordinal of each */
  private async passGates({ _id: code, cycle }: CampaignPackage, passes: readonly Passes[], session: ClientSession): Promise<number[]> {
    const present = await this.gates.find({ package: code, cycle, open: true }, null, { session }).lean();
    const counters = new Map(present.map((gate) => [gate.index, { _id: gate._id, from: gate.n, n: gate.n, touches: 0 }]));
    const at = (index: number): { _id: string; from: number; n: number; touches: number } => {
      const counter = counters.get(index);
      if (counter === undefined) throw new Error(`${code}: the gates of cycle ${cycle} are not open`);
      return counter;
    };
    const ordinals = passes.map(({ birth, later, touches }) => {
      const ordinal = at(birth).n++ * GATES + birth;
      for (const index of later) at(index).n++;
      for (const index of touches) at(index).touches++;
      return ordinal;
    });
    await this.gates.bulkWrite(
      [...counters.values()].map(({ _id, from, n, touches }) => ({ updateOne: { filter: { _id, open: true }, update: { $inc: { n: n - from, touches } } } })),
      { session },
    );
    return ordinals;
  }
}

/** Which gates an order wrote: at its birth, at its decision, and where the count of open decisions met it. */
interface Passes {
  birth: number;
  later: number[];
  touches: number[];
}

function passesOf(wanted: WantedOrder, { kind }: CampaignPackage, random: Random): Passes {
  const gate = (): number => random.whole(0, GATES - 1);
  const decided = wanted.until === 'available' || wanted.until === 'rejected';
  return { birth: gate(), later: decided && kind === 'collaborative' ? [gate()] : [], touches: decided ? [gate()] : [] };
}

function takesChild({ referenceCampaign, distributionLevel }: CampaignPackage): boolean {
  return referenceCampaign !== null && (distributionLevel === 'by-campaign' || distributionLevel === 'local');
}

/** Up to `ordered` or `rejected`, as OrderPlacing and OrderDecisions would have written it. */
function lived(campaignPackage: CampaignPackage, wanted: WantedOrder, code: string, ordinal: number): Life {
  const body = newOrder.parse({ package: campaignPackage._id, entity: wanted.entity, parameters: wanted.parameters });
  const order = draftOf(campaignPackage, { code, entity: wanted.entity, ordinal, body, by: wanted.createdBy, at: wanted.createdAt });
  const created: NewEntry = { at: order.createdAt, by: order.createdBy, subject: code, subjectKind: 'order', cycle: order.cycle, command: 'create', to: order.status, related: [order.package] };
  const draft: Life = { order, entries: [created] };
  if (wanted.until === 'draft') return draft;
  const { parameters, incomplete } = checkParameters(campaignPackage.form, order.parameters, campaignPackage.personalizationDeadline !== null);
  const placed = step(draft, 'place', { by: wanted.createdBy, at: wanted.createdAt, set: { parameters, incomplete, orderedAt: wanted.createdAt } });
  if (wanted.until !== 'rejected') return placed;
  const { decidedBy: by, decidedAt: at, reason: comment } = wanted;
  return step(placed, 'reject', { by, at, set: { rejection: { by, at, comment }, liveKey: null }, comment });
}

function available(placed: Life, campaign: string | null, { decidedBy: by, decidedAt: at }: WantedOrder): Life {
  const approved = step(placed, 'approve', { by, at, set: { approval: { by, at } } });
  return step(approved, 'make-available', { by, at, set: { availableAt: at, campaign }, related: campaign === null ? [] : [campaign] });
}

function step({ order, entries }: Life, command: OrderCommand, move: { by: string; at: Date; set: Partial<Order>; comment?: string; related?: string[] }): Life {
  const to = targetOf(orderLifecycle.commands[command], order.status);
  if (to === undefined) throw new Error(`order: ${command} leads nowhere from ${order.status}`);
  const { by, at, set, comment = null, related = [] } = move;
  const entry: NewEntry = { at, by, subject: order._id, subjectKind: 'order', cycle: order.cycle, command, from: order.status, to, comment, changes: [], correlation: null, related: [order.package, ...related] };
  return { order: { ...order, ...set, status: to, statusSince: at, modifiedAt: at, modifiedBy: by, version: order.version + 1 }, entries: [...entries, entry] };
}
