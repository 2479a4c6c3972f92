import { Injectable } from '@nestjs/common';

import { Environment } from '../../config/environment.js';
import type { AnnouncedDecision, AnnouncedEvent, Told } from '../announcement.schema.js';
import { AnnouncedPackages } from '../announced-packages.js';
import type { Reader } from '../mail/addressee.js';
import type { Mail } from '../mail/blocks.js';
import { approvalReminderMail } from '../mail/package-approval.mail.js';
import { Pages } from '../pages.js';
import { dateOf, expected, MailEvent, type Owed, type Staleness } from './mail-event.js';
import { PackageReviewers } from './package-reviewers.js';

/** A planned instant has come and the package is undecided: whoever may decide. */
@Injectable()
export class ApprovalReminder extends MailEvent {
  readonly event = 'approval-reminder';
  readonly owedBy = ['package.approval-reminded'];

  constructor(
    private readonly packages: AnnouncedPackages,
    private readonly reviewers: PackageReviewers,
    private readonly environment: Environment,
    private readonly pages: Pages,
  ) {
    super();
  }

  /** The submission that is still undecided. */
  override async decision(source: AnnouncedEvent): Promise<Omit<AnnouncedDecision, 'byName'> | null> {
    const present = await this.packages.find(source.subject);
    const at = dateOf(source, 'submittedAt');
    return present?.submittedBy == null || at === null ? null : { by: present.submittedBy, at, comment: null, cancellation: null };
  }

  async *whom(told: Told): AsyncGenerator<Owed[]> {
    if (told.decision !== null && (await this.whyDecided(told)) === null) yield await this.reviewers.of(told.package.code, dateOf(told.source, 'planned'));
  }

  mails({ package: announced, decision, source, createdAt }: Told, readers: readonly Reader[]): Mail[] {
    const submission = { package: announced, submitted: expected(decision, 'who submitted the package'), selfApproval: this.environment.RELAIS_SELF_APPROVAL };
    const at = dateOf(source, 'planned') ?? createdAt;
    return readers.map((reader) => approvalReminderMail(submission, at, reader, this.pages.of));
  }

  override async staleness(told: Told): Promise<Staleness> {
    const why = await this.whyDecided(told);
    return () => why;
  }

  private async whyDecided(told: Told): Promise<string | null> {
    return this.reviewers.whyDecided(await this.packages.find(told.package.code), told.cycle, dateOf(told.source, 'submittedAt'));
  }
}
