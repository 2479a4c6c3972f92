import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { CampaignsService } from '../campaigns/campaigns.service.js';
import { Clock } from '../clock/clock.js';
import { CodesService } from '../codes/codes.service.js';
import { DeliveriesService } from '../deliveries/deliveries.service.js';
import { FAILURE_RATE_DEFAULT, RATE_DEFAULT } from '../deliveries/delivery.schema.js';
import { newDraft } from '../deliveries/new-delivery.js';
import { notFound } from '../errors/domain-error.js';
import { JournalService } from '../journal/journal.service.js';
import { type Text } from '../language/text.js';
import { CommandRunner } from '../lifecycle/command-runner.js';
import type { Actor } from '../operators/actor.js';
import { demand } from '../operators/operators.policy.js';
import type { Cancellation, CancellationPart, Correction } from './cancellation.schema.js';
import { nothingWasSent, stillStopping } from './cancellations.errors.js';
import { ReachedRecipients } from './reached-recipients.js';

const LABEL = (code: string): Text => ({ en: `Correction of ${code}`, fr: `Correction de ${code}` });
const SUBJECT = (label: string): Text => ({ en: `Correction: ${label}`, fr: `Rectification : ${label}` });
const LETTER = (label: string): Text => ({
  en: `Dear {{recipient.firstName}},\n\nWe wrote to you about “${label}”. That message was sent in error.\n\n{{entity.label}}\n`,
  fr: `Bonjour {{recipient.firstName}},\n\nNous vous avons écrit au sujet de « ${label} ». Ce message vous a été adressé par erreur.\n\n{{entity.label}}\n`,
});

/** A new campaign of no package with one draft delivery to just those that were reached (domain.md, *Cancel a package*). */
@Injectable()
export class Corrections {
  constructor(
    @InjectModel('Cancellation') private readonly cancellations: Model<Cancellation>,
    @InjectModel('CancellationPart') private readonly parts: Model<CancellationPart>,
    private readonly reached: ReachedRecipients,
    private readonly campaigns: CampaignsService,
    private readonly deliveries: DeliveriesService,
    private readonly codes: CodesService,
    private readonly runner: CommandRunner,
    private readonly journal: JournalService,
    private readonly clock: Clock,
  ) {}

  /**
   * One a cancellation: a second call answers with the first one's.
   * @throws DomainError `not-found`, `forbidden`, `still-stopping`, `nothing-was-sent`
   */
  async of(actor: Actor, code: string): Promise<{ correction: Correction; created: boolean }> {
    const command = { actor, subject: code, subjectKind: 'cancellation', command: 'correct' };
    await this.runner.ask(command, () => demand(actor, 'cancellations', 'steer', code));
    const seen = await this.load(code);
    if (seen.correction != null) return { correction: seen.correction, created: false };
    if (!(await this.reached.anybody(seen))) throw nothingWasSent(code);
    const [campaign, delivery] = await Promise.all([this.codes.take('campaign'), this.codes.take('delivery')]);
    return this.runner.run(command, async (session) => {
      const stopping = await this.parts.find({ cancellation: code, step: 'deliveries' }, { state: 1 }, { session }).lean();
      if (stopping.some(({ state }) => state !== 'done')) throw stillStopping(code);
      const at = this.clock.now();
      const correction: Correction = { campaign, delivery, by: actor.email, at };
      const claimed = await this.cancellations.updateOne({ _id: code, correction: null }, { $set: { correction } }, { session });
      if (claimed.modifiedCount === 0) return { correction: (await this.load(code)).correction as Correction, created: false };
      const { label } = seen.facts;
      const { locale } = actor;
      const made = await this.campaigns.makeReference({ code: campaign, label: LABEL(code)[locale], by: actor.email, at }, session);
      const content = { label: LABEL(code)[locale], subject: SUBJECT(label)[locale], html: '', text: LETTER(label)[locale], target: { query: {}, reachedBy: code }, ratePerSecond: RATE_DEFAULT, maxFailureRate: FAILURE_RATE_DEFAULT };
      await this.deliveries.insert(newDraft({ code: delivery, campaign: made, content, template: false, by: actor.email, at }), session);
      await this.journal.record({ at, by: actor.email, subject: code, subjectKind: 'cancellation', command: 'correct', related: [campaign, delivery] }, session);
      return { correction, created: true };
    });
  }

  private async load(code: string): Promise<Cancellation> {
    const found = await this.cancellations.findById(code).lean();
    if (found === null) throw notFound(code);
    return found;
  }
}
