import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { Environment } from '../config/environment.js';
import { EntitiesService } from '../entities/entities.service.js';
import type { Announcement } from './announcement.schema.js';
import { EntityFates } from './entity-fates.js';
import type { Block, Mail } from './mail/blocks.js';
import { campaignSubscriptionMail } from './mail/campaign-subscription.mail.js';
import { displayName } from '../mail/headers.js';
import type { Addressee, EntityFate, PageOf } from './mail/entity-fate.js';
import { htmlBody } from './mail/html-body.js';
import { packageCanceledMail } from './mail/package-canceled.mail.js';
import { textBody } from './mail/text-body.js';
import { MAIL_WORDS } from './mail/words.js';
import type { Notification } from './notification.schema.js';

/** A mail to one entity; the address is filled in for each of its group. */
export interface Rendered {
  subject: string;
  html: (address: string) => string;
  text: (address: string) => string;
}

/** Stands for the address until it is known; private-use characters that no label holds by accident. */
const ADDRESS = '\uE000address\uE000';
const NOTHING: EntityFate = { orders: [], campaigns: [], workflows: [], deliveries: [] };

/** Renders the mails of a batch: facts are read once a batch, a mail is rendered once an entity. */
@Injectable()
export class Rendering {
  private readonly page: PageOf;

  constructor(
    @InjectModel('Announcement') private readonly announcements: Model<Announcement>,
    private readonly entities: EntitiesService,
    private readonly fates: EntityFates,
    private readonly environment: Environment,
  ) {
    const base = (environment.PUBLIC_URL ?? `http://${environment.HOST}:${environment.PORT}`).replace(/\/+$/, '');
    this.page = (resource, code) => `${base}/admin/resources/${resource}/records/${encodeURIComponent(code)}/show`;
  }

  /** `ANNOUNCEMENT ENTITY` -> mail, for every pair among the notifications. */
  async render(batch: readonly Notification[]): Promise<Map<string, Rendered>> {
    const rendered = new Map<string, Rendered>();
    const groups = Map.groupBy(batch, (notification) => notification.announcement);
    const announcements = await this.announcements.find({ _id: { $in: [...groups.keys()] } }).lean();
    for (const announcement of announcements) {
      const codes = [...new Set((groups.get(announcement._id) ?? []).flatMap((notification) => notification.entity ?? []))];
      const addressees = await this.entities.byCodes(codes);
      const fates = announcement.event === 'package-canceled' ? await this.fates.of(announcement, codes) : new Map<string, EntityFate>();
      for (const entity of addressees) {
        const addressee = { code: entity._id, label: entity.label, locale: entity.locale, timeZone: entity.timeZone };
        rendered.set(renderKey(announcement._id, entity._id), await this.finish(mailOf(announcement, addressee, fates.get(entity._id) ?? NOTHING, this.page), addressee));
      }
    }
    return rendered;
  }

  private async finish(mail: Mail, addressee: Addressee): Promise<Rendered> {
    const foot = MAIL_WORDS[addressee.locale].foot(ADDRESS, addressee.label, addressee.code, addressee.timeZone);
    const sender = displayName(this.environment.MAIL_FROM);
    const blocks: Block[] = [...(sender === null ? [] : [{ kind: 'eyebrow' as const, text: sender }]), ...mail.blocks, { kind: 'foot', words: [foot] }];
    const html = await htmlBody(blocks, addressee.locale);
    const text = textBody(blocks, addressee.locale);
    return {
      subject: mail.subject,
      html: (address) => html.replaceAll(ADDRESS, () => address.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)),
      text: (address) => text.replaceAll(ADDRESS, () => address),
    };
  }
}

export function renderKey(announcement: string, entity: string | null): string {
  return `${announcement} ${entity ?? ''}`;
}

function mailOf(announcement: Announcement, addressee: Addressee, fate: EntityFate, page: PageOf): Mail {
  if (announcement.canceled === null) return campaignSubscriptionMail(announcement.package, addressee, page);
  return packageCanceledMail(announcement.package, announcement.canceled, addressee, fate, page);
}
