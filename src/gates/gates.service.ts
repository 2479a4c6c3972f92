import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { cycleClosed } from './gates.errors.js';
import { type Gate, GATES } from './gate.schema.js';

@Injectable()
export class GatesService {
  constructor(@InjectModel('Gate') private readonly gates: Model<Gate>) {}

  /** Opens the gates of a new cycle, in the transaction that opens the cycle. */
  async open(campaignPackage: string, cycle: number, session: ClientSession): Promise<void> {
    await this.gates.insertMany(gatesOf(campaignPackage, cycle), { session });
  }

  /**
   * Passes one gate at random by a write; whoever closes the cycle meanwhile makes the transaction repeat.
   * @returns the ordinal of what is being born, unique in package and cycle
   * @throws DomainError `package-canceled` or `cycle-closed`
   */
  async pass(campaignPackage: string, cycle: number, session: ClientSession): Promise<number> {
    const [ordinal] = await this.passMany(campaignPackage, cycle, 1, session);
    return ordinal as number;
  }

  /**
   * The same for `count` births at once, by one write of one gate.
   * @returns their ordinals, one turn of the gates apart
   * @throws DomainError `package-canceled` or `cycle-closed`
   */
  async passMany(campaignPackage: string, cycle: number, count: number, session: ClientSession): Promise<number[]> {
    const index = Math.floor(Math.random() * GATES);
    const gate = await this.gates.findOneAndUpdate({ _id: gateId(campaignPackage, cycle, index), open: true }, { $inc: { n: count } }, { session, returnDocument: 'before' }).lean();
    if (gate !== null) return Array.from({ length: count }, (_, turn) => (gate.n + turn) * GATES + index);
    const closed = await this.gates.findById(gateId(campaignPackage, cycle, index), null, { session }).lean();
    throw cycleClosed(campaignPackage, cycle, closed?.closedBy ?? 'closed');
  }

  /** Writes one gate at random, open or closed: whoever touches all of them meanwhile makes the transaction repeat. */
  async touch(campaignPackage: string, cycle: number, session: ClientSession): Promise<void> {
    const index = Math.floor(Math.random() * GATES);
    await this.gates.updateOne({ _id: gateId(campaignPackage, cycle, index) }, { $inc: { touches: 1 } }, { session });
  }

  /** Writes every gate: what was read after it in this transaction holds for every birth and touch that is under way. */
  async touchAll(campaignPackage: string, cycle: number, session: ClientSession): Promise<void> {
    await this.gates.updateMany({ package: campaignPackage, cycle }, { $inc: { touches: 1 } }, { session });
  }

  /** Closes every gate of a cycle. A gate closed before keeps its reason, except that a canceled cycle may be closed for good. */
  async close(campaignPackage: string, cycle: number, by: 'canceled' | 'closed', at: Date, session: ClientSession): Promise<void> {
    await this.gates.updateMany({ package: campaignPackage, cycle }, { $set: { open: false, closedAt: at, closedBy: by } }, { session });
  }

  /** Whether births are still possible: read by the claim of a window of messages, after its write. */
  async isOpen(campaignPackage: string, cycle: number): Promise<boolean> {
    const gate = await this.gates.findById(gateId(campaignPackage, cycle, 0), { open: 1 }).lean();
    return gate?.open === true;
  }

  /** The highest ordinal handed out so far, -1 where none was; final once the gates are closed. */
  async lastOrdinal(campaignPackage: string, cycle: number): Promise<number> {
    const gates = await this.gates.find({ package: campaignPackage, cycle }, { n: 1, index: 1 }).lean();
    return gates.reduce((last, gate) => (gate.n === 0 ? last : Math.max(last, (gate.n - 1) * GATES + gate.index)), -1);
  }
}

export function gatesOf(campaignPackage: string, cycle: number): Gate[] {
  return Array.from({ length: GATES }, (_, index) => ({ _id: gateId(campaignPackage, cycle, index), package: campaignPackage, cycle, index, open: true, n: 0, touches: 0, closedAt: null, closedBy: null }));
}

function gateId(campaignPackage: string, cycle: number, index: number): string {
  return `${campaignPackage}:${cycle}:${index}`;
}
