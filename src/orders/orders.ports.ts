import { Injectable } from '@nestjs/common';

/** A part of what a package's orders are owed. Doing it twice, late or never does no harm: the record says what is left. */
export interface OwedRange {
  /** `subscribe`: from an entity's code to another's; `open`: from an ordinal to another; both included. */
  what: 'subscribe' | 'open';
  package: string;
  /** The mark of the package (`subscribing`, `opening`) that owes it. */
  since: Date;
  from: string;
  to: string;
}

/** Spreads ranges over the workers. Filled by deadlines. */
export interface RangeCarrier {
  /** @throws Error where nothing carries at present: whoever asks does it himself */
  carry(ranges: readonly OwedRange[]): Promise<void>;
}

/** Where upper rooms register what orders need of them. */
@Injectable()
export class OrderPorts {
  private carrier: RangeCarrier | undefined;

  registerCarrier(carrier: RangeCarrier): void {
    this.carrier = carrier;
  }

  async carry(ranges: readonly OwedRange[]): Promise<void> {
    if (this.carrier === undefined) throw new Error('nobody carries the ranges of orders');
    await this.carrier.carry(ranges);
  }
}
