import { Injectable } from '@nestjs/common';

import type { AnnouncedEvent, Told } from '../announcement.schema.js';
import { AnnouncedPackages } from '../announced-packages.js';
import type { Reader } from '../mail/addressee.js';
import type { Mail } from '../mail/blocks.js';
import { catalogEntryMail } from '../mail/catalog-entry.mail.js';
import { Pages } from '../pages.js';
import { People, toGroup } from '../people.js';
import { MailEvent, type Owed, type Staleness } from './mail-event.js';
import { Offers } from './offers.js';

/** A local package was published, or its audience grew: the entities it is offered to. */
@Injectable()
export class CatalogEntry extends MailEvent {
  readonly event = 'catalog-entry';
  readonly owedBy = ['package.published', 'package.audience-extended'];

  constructor(
    private readonly packages: AnnouncedPackages,
    private readonly people: People,
    private readonly offers: Offers,
    private readonly pages: Pages,
  ) {
    super();
  }

  override owes({ data }: AnnouncedEvent): boolean {
    return data['kind'] === 'local';
  }

  async *whom(told: Told): AsyncGenerator<Owed[]> {
    const audience = await this.offers.audience(told);
    if (audience === undefined) return;
    for await (const entities of this.people.entityBatches(audience)) yield entities.flatMap((entity) => toGroup(entity));
  }

  mails({ package: announced }: Told, readers: readonly Reader[]): Mail[] {
    return readers.map((reader) => catalogEntryMail(announced, reader, this.pages.of));
  }

  override async staleness(told: Told): Promise<Staleness> {
    const why = this.offers.whyClosed(await this.packages.find(told.package.code), told.cycle);
    return () => why;
  }
}
