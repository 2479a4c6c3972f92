import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { Environment } from '../config/environment.js';
import { EntitiesService } from '../entities/entities.service.js';
import { displayName } from '../mail/headers.js';
import type { Announcement, Told } from './announcement.schema.js';
import { MailEvents } from './events/mail-events.js';
import { ABOUT_NOTHING, type Addressee, type Reader } from './mail/addressee.js';
import type { Block, Mail } from './mail/blocks.js';
import { htmlBody } from './mail/html-body.js';
import { textBody } from './mail/text-body.js';
import { MAIL_WORDS } from './mail/words.js';
import type { Notification } from './notification.schema.js';
import { People } from './people.js';

/** A mail to one reader; the address is filled in for each of an entity's group. */
export interface Rendered {
  subject: string;
  html: (address: string) => string;
  text: (address: string) => string;
}

/** Stands for the address until it is known; private-use characters that no label holds by accident. */
const ADDRESS = '\uE000address\uE000';

/** Renders the mails of a batch: facts are read once a batch, a mail is rendered once for all addresses of a group. */
@Injectable()
export class Rendering {
  constructor(
    @InjectModel('Announcement') private readonly announcements: Model<Announcement>,
    private readonly events: MailEvents,
    private readonly entities: EntitiesService,
    private readonly people: People,
    private readonly environment: Environment,
  ) {}

  /**
   * `renderKey` -> mail, for every one of the notifications whose announcement and addressee are there;
   * an Error where it could not be worded: one that fails holds up no other.
   */
  async render(batch: readonly Notification[]): Promise<Map<string, Rendered | Error>> {
    const rendered = new Map<string, Rendered | Error>();
    const groups = Map.groupBy(batch, (notification) => notification.announcement);
    const announcements = await this.announcements.find({ _id: { $in: [...groups.keys()] }, package: { $ne: null } }).lean();
    const addresseeOf = await this.addressees(batch);
    for (const announcement of announcements) {
      const readers = new Map<string, Reader>();
      for (const notification of groups.get(announcement._id) ?? []) {
        const addressee = addresseeOf(notification);
        if (addressee !== undefined) readers.set(renderKey(notification), { addressee, about: notification.about ?? ABOUT_NOTHING });
      }
      const finished = await this.finished(announcement as Told, [...readers.values()]).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
      [...readers.keys()].forEach((key, index) => {
        const mail = finished instanceof Error ? finished : finished[index];
        if (mail !== undefined) rendered.set(key, mail);
      });
    }
    return rendered;
  }

  private async finished(told: Told, readers: readonly Reader[]): Promise<Rendered[]> {
    const mails = await this.events.of(told.event).mails(told, readers);
    return Promise.all(mails.map((mail, index) => this.finish(mail, readers[index] as Reader)));
  }

  /** An operator in their language, an entity in its own; undefined where the entity is gone. */
  private async addressees(batch: readonly Notification[]): Promise<(notification: Notification) => Addressee | undefined> {
    const entities = new Map((await this.entities.byCodes([...new Set(batch.flatMap(({ entity }) => entity ?? []))])).map((entity) => [entity._id, entity]));
    const operators = await this.people.known(batch.flatMap(({ operator }) => operator ?? []));
    return ({ operator: email, entity: code, about }) => {
      if (email !== null) {
        const operator = operators.get(email);
        return { code: null, operator: email, isCentral: operator?.entity == null, label: operator?.name ?? email, locale: operator?.locale ?? this.environment.RELAIS_LOCALE, timeZone: about?.timeZone ?? this.environment.RELAIS_TIME_ZONE };
      }
      const entity = entities.get(code ?? '');
      return entity === undefined ? undefined : { code: entity._id, operator: null, isCentral: false, label: entity.label, locale: entity.locale, timeZone: entity.timeZone };
    };
  }

  private async finish(mail: Mail, reader: Reader): Promise<Rendered> {
    const { locale } = reader.addressee;
    const sender = displayName(this.environment.MAIL_FROM);
    const blocks: Block[] = [...(sender === null ? [] : [{ kind: 'eyebrow' as const, text: sender }]), ...mail.blocks, { kind: 'foot', words: [foot(reader)] }];
    const html = await htmlBody(blocks, locale);
    const text = textBody(blocks, locale);
    return {
      subject: mail.subject,
      html: (address) => html.replaceAll(ADDRESS, () => address.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)),
      text: (address) => text.replaceAll(ADDRESS, () => address),
    };
  }
}

/** Addresses of one group share a mail about the same order; each operator has their own. */
export function renderKey({ announcement, entity, order, operator }: Pick<Notification, 'announcement' | 'entity' | 'order' | 'operator'>): string {
  return JSON.stringify([announcement, entity, order, operator]);
}

/** Why this reader is told, and in which zone its times are. */
function foot({ addressee, about }: Reader): string {
  const words = MAIL_WORDS[addressee.locale];
  if (addressee.code !== null) return words.foot(ADDRESS, addressee.label, addressee.code, addressee.timeZone);
  const because = words.role[about.role ?? 'head-office'](ADDRESS, about.entity?.label ?? '');
  return words.footOfOperator(because, addressee.timeZone, about.timeZone !== null);
}
