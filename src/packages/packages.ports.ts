import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';

/** What packages ask of their orders. Filled by orders. Orders of a canceled or closed cycle count as what they read as. */
export interface OrdersOfCycle {
  /** Not rejected, not canceled. */
  countLive(campaignPackage: string, cycle: number, session?: ClientSession): Promise<number>;
  /** In status `ordered`. */
  countAwaiting(campaignPackage: string, cycle: number, session?: ClientSession): Promise<number>;
  /** Package's code -> status -> how many orders of that cycle; a status without orders may be missing. */
  counts(cycles: readonly { package: string; cycle: number }[], session?: ClientSession): Promise<Map<string, Record<string, number>>>;
  /** The same in two steps: what has to be read first, beside the page, then the count of what is on it. */
  counter(): Promise<(cycles: readonly { package: string; cycle: number }[]) => Promise<Map<string, Record<string, number>>>>;
  /** Whether the entity ever ordered it, in any cycle. */
  hasOrdered(campaignPackage: string, entity: string): Promise<boolean>;
  /** Takes away the marks of the cycle's late orders: the deadline that they missed holds no more. */
  forgetLate(campaignPackage: string, cycle: number, session: ClientSession): Promise<void>;
}

/** Whether an entity was ever sent a mail about a package. Filled by notifications. */
export interface Tellings {
  wasTold(campaignPackage: string, entity: string): Promise<boolean>;
}

/** Where upper rooms register what packages need of them. */
@Injectable()
export class PackagePorts {
  private ordersOfCycle: OrdersOfCycle | undefined;
  private tellings: Tellings | undefined;

  registerOrders(orders: OrdersOfCycle): void {
    this.ordersOfCycle = orders;
  }

  registerTellings(tellings: Tellings): void {
    this.tellings = tellings;
  }

  get orders(): OrdersOfCycle {
    if (this.ordersOfCycle === undefined) throw new Error('nobody registered the orders of packages: the orders room is missing');
    return this.ordersOfCycle;
  }

  async wasTold(campaignPackage: string, entity: string): Promise<boolean> {
    return (await this.tellings?.wasTold(campaignPackage, entity)) ?? false;
  }
}
