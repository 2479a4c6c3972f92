import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { randomBytes } from 'node:crypto';
import type { Model } from 'mongoose';

import { Clock } from '../../clock/clock.js';
import type { Entity } from '../../entities/entity.schema.js';
import type { Actor } from '../../operators/actor.js';
import { demandAny } from '../../operators/operators.policy.js';
import type { Order } from '../../orders/order.schema.js';
import type { CampaignPackage } from '../../packages/package.schema.js';
import { OrderBatch } from './order-batch.js';
import { type PackagePlan, packagePlans } from './package-plans.js';
import { Random } from './random.js';
import { notEmpty } from './seed.errors.js';
import { SeedNetwork } from './seed-network.js';
import { SeedPackages } from './seed-packages.js';
import { SeedTime } from './seed-time.js';
import { wantedOrders } from './wanted-orders.js';

export interface SeedOptions {
  entities: number;
  packages: number;
  recipients: number;
  /** Of the sample accounts of head office; missing: one is made. */
  password?: string | undefined;
}

export type SeedStage = 'branches' | 'recipients' | 'packages' | 'orders';
/** Called with how far a stage is. */
export type SeedProgress = (stage: SeedStage, done: number, total: number) => void;

export interface Seeded {
  entities: number;
  packages: number;
  orders: number;
  recipients: number;
  /** The package that every branch ordered. */
  everyBranch: string | null;
  accounts: { email: string; role: string; password: string }[];
}

const DAY_MS = 86_400_000;
const SEED = 20_261_124;

/** Makes a believable network in an empty database; the same one every time. */
@Injectable()
export class Seed {
  constructor(
    @InjectModel('Entity') private readonly entities: Model<Entity>,
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    @InjectModel('Order') private readonly stored: Model<Order>,
    private readonly network: SeedNetwork,
    private readonly makers: SeedPackages,
    private readonly orders: OrderBatch,
    private readonly time: SeedTime,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `forbidden`, `not-empty` */
  async run(actor: Actor, options: SeedOptions, progress: SeedProgress): Promise<Seeded> {
    demandAny(actor, 'operators', 'write');
    const present = { entities: await this.entities.countDocuments(), packages: await this.packages.countDocuments() };
    if (present.entities + present.packages > 0) throw notEmpty(present);
    const now = this.clock.now();
    const today = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS);
    try {
      this.clock.travelTo(new Date(today.getTime() - 400 * DAY_MS));
      return await this.load(options, { now, today }, progress);
    } finally {
      this.clock.comeBack();
    }
  }

  private async load(options: SeedOptions, { now, today }: { now: Date; today: Date }, progress: SeedProgress): Promise<Seeded> {
    const random = new Random(SEED);
    const password = options.password ?? randomBytes(9).toString('base64url');
    const central = await this.network.centralOperators(password);
    const branches = await this.network.branches(options.entities, random);
    progress('branches', branches.length, branches.length);
    let imported = 0;
    progress('recipients', 0, options.recipients);
    await this.network.customers(branches, options.recipients, random, (count) => progress('recipients', (imported += count), options.recipients));

    const made: { campaignPackage: CampaignPackage; plan: PackagePlan }[] = [];
    const plans = packagePlans(options.packages);
    progress('packages', 0, plans.length);
    for (const plan of plans) {
      made.push({ plan, campaignPackage: await this.makers.make(plan, { central, branches, today, random }) });
      progress('packages', made.length, plans.length);
    }
    await this.order(made, branches, { central, now, random }, progress);
    for (const { campaignPackage, plan } of made) {
      if (plan.until === 'canceled') await this.makers.cancel(campaignPackage._id, plan, central, today);
      else await this.makers.again(campaignPackage._id, plan, central, today);
    }
    await this.time.passUntil(now);
    return {
      entities: branches.length,
      packages: made.length,
      orders: await this.stored.countDocuments(),
      recipients: options.recipients,
      everyBranch: made[0]?.campaignPackage._id ?? null,
      accounts: central.map(({ email, role }) => ({ email, role, password })),
    };
  }

  private async order(made: readonly { campaignPackage: CampaignPackage; plan: PackagePlan }[], branches: readonly Entity[], { central, now, random }: { central: readonly Actor[]; now: Date; random: Random }, progress: SeedProgress): Promise<void> {
    const batches = made.map(({ campaignPackage, plan }) => ({ campaignPackage, wanted: wantedOrders(campaignPackage, plan, { branches, central, now, random }) }));
    const total = batches.reduce((sum, { wanted }) => sum + wanted.length, 0);
    let written = 0;
    progress('orders', 0, total);
    for (const { campaignPackage, wanted } of batches) {
      this.clock.travelTo(wanted.at(-1)?.decidedAt ?? now);
      await this.orders.write(campaignPackage, wanted, random, (count) => progress('orders', (written += count), total));
    }
  }
}
