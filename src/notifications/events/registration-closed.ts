import { Injectable } from '@nestjs/common';

import { Clock } from '../../clock/clock.js';
import type { Order } from '../../orders/order.schema.js';
import type { Told } from '../announcement.schema.js';
import { AnnouncedOrders } from '../announced-orders.js';
import { AnnouncedPackages } from '../announced-packages.js';
import { ABOUT_NOTHING, type Reader } from '../mail/addressee.js';
import type { Mail } from '../mail/blocks.js';
import { type ClosedRegistration, registrationClosedMail } from '../mail/registration-closed.mail.js';
import type { AnnouncedOrder } from '../notification.schema.js';
import { Pages } from '../pages.js';
import { People, toGroup, toOperators } from '../people.js';
import { dateOf, expected, MailEvent, type Owed, type Staleness } from './mail-event.js';

/** The registration deadline was reached: entities with an order; at head office, whom the package is assigned to, else all. */
@Injectable()
export class RegistrationClosed extends MailEvent {
  readonly event = 'registration-closed';
  readonly owedBy = ['package.registration-closed'];

  constructor(
    private readonly orders: AnnouncedOrders,
    private readonly packages: AnnouncedPackages,
    private readonly people: People,
    private readonly pages: Pages,
    private readonly clock: Clock,
  ) {
    super();
  }

  async *whom(told: Told): AsyncGenerator<Owed[]> {
    const { code } = told.package;
    const more = { occurrence: dateOf(told.source, 'deadline')?.toISOString() ?? null };
    yield (await this.headOffice(code)).map((owed) => ({ ...owed, ...more }));
    for await (const byEntity of this.orders.ofCycle(code, told.cycle)) {
      for await (const entities of this.people.entityBatches([...byEntity.keys()])) {
        yield entities.flatMap((entity) => toGroup(entity, { ...ABOUT_NOTHING, orders: (byEntity.get(entity._id) ?? []).map(inShort) }, more));
      }
    }
  }

  mails({ package: announced, source }: Told, readers: readonly Reader[]): Mail[] {
    const closed: ClosedRegistration = { package: announced, deadline: expected(dateOf(source, 'deadline'), 'the deadline'), counts: (source?.data['counts'] ?? {}) as ClosedRegistration['counts'] };
    return readers.map((reader) => registrationClosedMail(closed, reader, this.pages.of));
  }

  override async staleness(told: Told): Promise<Staleness> {
    const present = await this.packages.find(told.package.code);
    const isOpenAgain = present?.registrationDeadline == null || present.registrationDeadline > this.clock.now();
    const why = present?.status !== 'published' || present.cycle !== told.cycle ? 'the package is canceled or in another cycle by now' : isOpenAgain ? 'registration is open again' : null;
    return () => why;
  }

  private async headOffice(code: string): Promise<Owed[]> {
    const assignedTo = (await this.packages.find(code))?.assignedTo ?? null;
    const assigned = assignedTo === null ? [] : await this.people.named([assignedTo]);
    return assigned.length > 0 ? toOperators(assigned, 'assigned') : toOperators(await this.people.headOffice(), 'head-office');
  }
}

/** Its mail names orders and their status, nothing else of them. */
function inShort({ _id: code, label, status, incomplete }: Order): AnnouncedOrder {
  return { code, label, status, incomplete, comment: null, parameters: [], campaign: null };
}
