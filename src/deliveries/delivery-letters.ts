import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';

import type { Campaign } from '../campaigns/campaign.schema.js';
import { CampaignPorts } from '../campaigns/campaigns.ports.js';
import { Clock } from '../clock/clock.js';
import { Environment } from '../config/environment.js';
import type { Entity } from '../entities/entity.schema.js';
import { addressInHeader, bareAddress } from '../mail/headers.js';
import { compileLetter } from '../mail/letter-template.js';
import type { Letter } from '../mail/mail-server.js';
import type { Recipient } from '../recipients/recipient.schema.js';
import type { Delivery } from './delivery.schema.js';
import { compilePlaces, compileTemplate, type TemplateData } from './delivery.template.js';
import type { Message } from './message.schema.js';

/** Writes what one run sends; its texts are compiled once for all of it. */
export interface Writer<W> {
  /** Reads what a window's messages need, in one go. @returns how to write each */
  prepare(messages: readonly Message[]): Promise<(message: Message) => W>;
}

/** The texts of one message, and whom they are for. */
export interface Written {
  subject: string;
  html: string;
  text: string;
  recipient: Readonly<Record<string, unknown>>;
}

/** What the mails to one entity have in common. */
type About = Pick<TemplateData, 'entity' | 'parameters'>;

@Injectable()
export class DeliveryLetters {
  constructor(
    @InjectModel('Recipient') private readonly recipients: Model<Recipient>,
    @InjectModel('Entity') private readonly entities: Model<Entity>,
    @InjectModel('Campaign') private readonly campaigns: Model<Campaign>,
    private readonly ports: CampaignPorts,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  /** Whole mails, for the mail server. */
  lettersOf(delivery: Delivery): Writer<Letter> {
    const { MAIL_FROM: from } = this.environment;
    const sender = bareAddress(from);
    const compiled = compileLetter<TemplateData>({
      from,
      subject: compileTemplate(delivery.subject, 'plain'),
      html: compilePlaces(delivery.html, 'html'),
      text: compilePlaces(delivery.text, 'plain'),
      headers: { 'X-Relais-Delivery': delivery._id },
    });
    // Whoever prepares the first window meets what is wrong with it.
    compiled.catch(() => undefined);
    const fill = this.fillingsOf(delivery);
    return {
      prepare: async (messages) => {
        const [write, dataOf] = await Promise.all([compiled, fill(messages)]);
        const date = this.clock.now();
        return (message) => ({ from: sender, to: message.address, message: write({ to: addressInHeader(message.address), messageId: message.messageId ?? '', date }, dataOf(message)) });
      },
    };
  }

  /** The texts alone, for an outside sender. */
  textsOf(delivery: Delivery): Writer<Written> {
    const subject = compileTemplate(delivery.subject, 'plain');
    const html = compileTemplate(delivery.html, 'html');
    const text = compileTemplate(delivery.text, 'plain');
    const fill = this.fillingsOf(delivery);
    return {
      prepare: async (messages) => {
        const dataOf = await fill(messages);
        return (message) => {
          const data = dataOf(message);
          return { subject: subject(data), html: html(data), text: text(data), recipient: data.recipient };
        };
      },
    };
  }

  /** Reads what fills the texts: recipients by the window, each entity once. */
  private fillingsOf(delivery: Delivery): (messages: readonly Message[]) => Promise<(message: Message) => TemplateData> {
    const known = new Map<string, Promise<About>>();
    const about = (entity: string): Promise<About> => {
      const found = known.get(entity) ?? this.aboutEntity(delivery, entity);
      known.set(entity, found);
      return found;
    };
    return async (messages) => {
      const entities = [...new Set(messages.map((message) => message.entity))];
      const [people, ...abouts] = await Promise.all([this.people(messages), ...entities.map(about)]);
      const aboutOf = new Map(entities.map((entity, index) => [entity, abouts[index] as About]));
      return (message) => ({ recipient: fieldsOf(people.get(message.recipient), message), ...(aboutOf.get(message.entity) as About) });
    };
  }

  private async people(messages: readonly Message[]): Promise<Map<string, Recipient>> {
    const found = await this.recipients.find({ _id: { $in: messages.map((message) => new Types.ObjectId(message.recipient)) } }).lean();
    return new Map(found.map((recipient) => [String(recipient._id), recipient as Recipient]));
  }

  private async aboutEntity(delivery: Delivery, code: string): Promise<About> {
    const [entity, campaign] = await Promise.all([this.entities.findById(code).lean(), this.campaigns.findById(delivery.campaign).lean()]);
    const { label = '', contact = '', locale = '', timeZone = '' } = entity ?? {};
    return { entity: { code, label, contact, locale, timeZone }, parameters: campaign === null ? {} : await this.ports.parametersOf(campaign as Campaign, code) };
  }
}

/** Imported attributes first: none of them can stand in for a field of ours. */
function fieldsOf(recipient: Recipient | undefined, message: Message): Record<string, unknown> {
  if (recipient === undefined) return { email: message.address, entity: message.entity };
  const { firstName, lastName, email, locale, entity } = recipient;
  return { ...recipient.attributes, firstName, lastName, email, locale, entity };
}
