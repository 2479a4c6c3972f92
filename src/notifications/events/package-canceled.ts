import { Injectable } from '@nestjs/common';

import type { Told } from '../announcement.schema.js';
import { EntityFates } from '../entity-fates.js';
import type { Reader } from '../mail/addressee.js';
import type { Mail } from '../mail/blocks.js';
import { NOTHING_HAPPENED } from '../mail/entity-fate.js';
import { packageCanceledMail } from '../mail/package-canceled.mail.js';
import { Pages } from '../pages.js';
import { expected, MailEvent, type Owed } from './mail-event.js';

/** A collaborative package was canceled. Its cascade owes these mails itself, in its last step: the mail says what happened. */
@Injectable()
export class PackageCanceled extends MailEvent {
  readonly event = 'package-canceled';
  readonly owedBy = [];

  constructor(
    private readonly fates: EntityFates,
    private readonly pages: Pages,
  ) {
    super();
  }

  async *whom(): AsyncGenerator<Owed[]> {
    yield [];
  }

  async mails(told: Told, readers: readonly Reader[]): Promise<Mail[]> {
    const canceled = expected(told.decision, 'who canceled the package');
    const fates = await this.fates.ofEntities(told, readers.flatMap(({ addressee }) => addressee.code ?? []));
    return readers.map((reader) => packageCanceledMail(told.package, canceled, reader, fates.get(reader.addressee.code ?? '') ?? NOTHING_HAPPENED, this.pages.of));
  }
}
