import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { EntitiesService } from '../entities/entities.service.js';
import { invalidFields } from '../errors/domain-error.js';
import { commandsFrom } from '../lifecycle/define-lifecycle.js';
import type { Actor } from '../operators/actor.js';
import { demand, demandAny } from '../operators/operators.policy.js';
import { ProcessDesk } from '../processes/process-desk.js';
import { type ProcessLife, ProcessesService } from '../processes/processes.service.js';
import { Channels } from './channels/channels.js';
import { cancellationIsUnknown, entitiesAreUnknown, pausedBy } from './deliveries.errors.js';
import { ReachedPort } from './deliveries.ports.js';
import { DeliveryHalts } from './delivery-halts.js';
import { deliveryLifecycle } from './delivery.lifecycle.js';
import { BODY_IS_MISSING, type DeliveryPatch, type NewDelivery } from './delivery.requests.js';
import type { Delivery, DeliveryContent } from './delivery.schema.js';
import { DeliveryStarts } from './delivery-starts.js';
import { newDraft } from './new-delivery.js';

/** Making and steering deliveries: what a person may ask for. What cascades ask is DeliveryHalts. */
@Injectable()
export class DeliveriesService extends ProcessesService<Delivery> {
  protected readonly kind = 'delivery';
  protected readonly life: ProcessLife<Delivery>;

  constructor(
    @InjectModel('Delivery') deliveries: Model<Delivery>,
    desk: ProcessDesk,
    starts: DeliveryStarts,
    halts: DeliveryHalts,
    private readonly entities: EntitiesService,
    private readonly reached: ReachedPort,
    private readonly channels: Channels,
  ) {
    super(deliveries, desk);
    this.life = {
      start: (delivery, asked, session) => starts.start(delivery, asked, session),
      resume: (delivery, asked, session) => starts.resume(delivery, asked, session),
      pause: (delivery, asked, session) => halts.pause(delivery, { ...asked, reason: pausedBy(asked.name) }, session),
      stop: (delivery, asked, session) => halts.stop(delivery, { ...asked, cancellation: null }, session),
      announce: (code) => halts.announce(code),
      tell: (code) => halts.tell(code),
      allowed: (status) => commandsFrom(deliveryLifecycle, status),
    };
  }

  /** Makes a draft in a campaign. @throws DomainError `invalid-fields`, `campaign-canceled` */
  async create(actor: Actor, body: NewDelivery): Promise<Delivery> {
    demandAny(actor, 'deliveries', 'write');
    const campaign = await this.desk.campaignOf(actor, body.campaign);
    demand(actor, 'deliveries', 'write', campaign, null);
    await this.check(body);
    const code = await this.desk.codes.take('delivery');
    return this.desk.runner.run({ actor, subject: code, subjectKind: 'delivery', command: 'create' }, async (session) => {
      const draft = newDraft({ code, campaign: await this.desk.campaigns.noteDraft(campaign, session), content: body, template: body.template, by: actor.email, at: this.desk.clock.now() });
      await this.insert(draft, session);
      return draft;
    });
  }

  /** Edits a draft. @throws DomainError `not-a-draft`, `stale-version`, `invalid-fields` */
  async edit(actor: Actor, code: string, patch: DeliveryPatch, version: number | undefined): Promise<Delivery> {
    return this.editDraft(
      actor,
      code,
      version,
      () => this.check(patch),
      (draft) => {
        const { target, ...plain } = patch;
        const set: Partial<Delivery> = { ...plain, ...(target === undefined ? {} : { target: { entities: target?.entities ?? null, query: target?.query ?? {}, reachedBy: target?.reachedBy ?? draft.target.reachedBy } }) };
        const next = { ...draft, ...set };
        if (next.html.trim() === '' && next.text.trim() === '') throw invalidFields([{ field: 'text', message: BODY_IS_MISSING }]);
        return set;
      },
    );
  }

  private async check({ target, channel }: Pick<DeliveryPatch, 'target' | 'channel'>): Promise<void> {
    await this.refuseUnknownTarget(target ?? undefined);
    this.channels.refuseWhereNotSetUp('channel', channel);
  }

  private async refuseUnknownTarget(target: DeliveryContent['target']): Promise<void> {
    if (target?.reachedBy !== undefined && !(await this.reached.exists(target.reachedBy))) throw cancellationIsUnknown(target.reachedBy);
    const codes = target?.entities;
    if (codes === undefined) return;
    const known = await this.entities.existing(codes);
    if (codes.some((code) => !known.has(code))) throw entitiesAreUnknown('target.entities', codes, known);
  }
}
