import { Injectable } from '@nestjs/common';

import { Environment } from '../../config/environment.js';
import type { Told } from '../announcement.schema.js';
import { AnnouncedPackages } from '../announced-packages.js';
import type { Reader } from '../mail/addressee.js';
import type { Mail } from '../mail/blocks.js';
import { packageApprovalMail } from '../mail/package-approval.mail.js';
import { Pages } from '../pages.js';
import { dateOf, expected, MailEvent, type Owed, type Staleness } from './mail-event.js';
import { PackageReviewers } from './package-reviewers.js';

/** A package was submitted: whoever may decide. */
@Injectable()
export class PackageApprovalAsked extends MailEvent {
  readonly event = 'package-approval';
  readonly owedBy = ['package.submitted'];

  constructor(
    private readonly packages: AnnouncedPackages,
    private readonly reviewers: PackageReviewers,
    private readonly environment: Environment,
    private readonly pages: Pages,
  ) {
    super();
  }

  async *whom(told: Told): AsyncGenerator<Owed[]> {
    yield await this.reviewers.of(told.package.code, dateOf(told.source, 'at'));
  }

  mails({ package: announced, decision }: Told, readers: readonly Reader[]): Mail[] {
    const submission = { package: announced, submitted: expected(decision, 'who submitted the package'), selfApproval: this.environment.RELAIS_SELF_APPROVAL };
    return readers.map((reader) => packageApprovalMail(submission, reader, this.pages.of));
  }

  override async staleness(told: Told): Promise<Staleness> {
    const why = this.reviewers.whyDecided(await this.packages.find(told.package.code), told.cycle, dateOf(told.source, 'at'));
    return () => why;
  }
}
