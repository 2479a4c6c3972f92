import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';
import MailComposer from 'nodemailer/lib/mail-composer';

import type { Campaign } from '../campaigns/campaign.schema.js';
import { CampaignPorts } from '../campaigns/campaigns.ports.js';
import { Clock } from '../clock/clock.js';
import { Environment } from '../config/environment.js';
import type { Entity } from '../entities/entity.schema.js';
import { bareAddress, oneLine } from '../mail/headers.js';
import type { Letter } from '../mail/mail-server.js';
import type { Recipient } from '../recipients/recipient.schema.js';
import type { Delivery } from './delivery.schema.js';
import { compileTemplate, type Rendering, type TemplateData } from './delivery.template.js';
import type { Message } from './message.schema.js';

/** Writes the letters of one run; templates are compiled once for all of them. */
export interface LetterWriter {
  /** Reads what the letters of a window need, in one go. @returns how to write each */
  prepare(messages: readonly Message[]): Promise<(message: Message) => Promise<Letter>>;
}

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

  writerOf(delivery: Delivery): LetterWriter {
    const renderings = { subject: compileTemplate(delivery.subject, 'plain'), html: compileTemplate(delivery.html, 'html'), text: compileTemplate(delivery.text, 'plain') };
    const known = new Map<string, Promise<Pick<TemplateData, 'entity' | 'parameters'>>>();
    const about = (entity: string): Promise<Pick<TemplateData, 'entity' | 'parameters'>> => {
      const found = known.get(entity) ?? this.aboutEntity(delivery, entity);
      known.set(entity, found);
      return found;
    };
    return {
      prepare: async (messages) => {
        const people = await this.recipients.find({ _id: { $in: messages.map((message) => new Types.ObjectId(message.recipient)) } }).lean();
        const byId = new Map(people.map((recipient) => [String(recipient._id), recipient as Recipient]));
        return async (message) => this.write(message, renderings, { recipient: fieldsOf(byId.get(message.recipient), message), ...(await about(message.entity)) });
      },
    };
  }

  private async aboutEntity(delivery: Delivery, code: string): Promise<Pick<TemplateData, 'entity' | 'parameters'>> {
    const [entity, campaign] = await Promise.all([this.entities.findById(code).lean(), this.campaigns.findById(delivery.campaign).lean()]);
    const { label = '', contact = '', locale = '', timeZone = '' } = entity ?? {};
    return { entity: { code, label, contact, locale, timeZone }, parameters: campaign === null ? {} : await this.ports.parametersOf(campaign as Campaign, code) };
  }

  private async write(message: Message, renderings: Record<'subject' | 'html' | 'text', Rendering>, data: TemplateData): Promise<Letter> {
    const html = renderings.html(data);
    const text = renderings.text(data);
    const composer = new MailComposer({
      from: this.environment.MAIL_FROM,
      to: { name: '', address: message.address },
      subject: oneLine(renderings.subject(data)),
      ...(html.trim() === '' ? {} : { html }),
      ...(text.trim() === '' ? {} : { text }),
      messageId: `<${message.messageId ?? ''}>`,
      date: this.clock.now(),
      headers: { 'X-Relais-Delivery': message.delivery },
    });
    return { from: bareAddress(this.environment.MAIL_FROM), to: message.address, message: await composer.compile().build() };
  }
}

/** Imported attributes first: none of them can stand in for a field of ours. */
function fieldsOf(recipient: Recipient | undefined, message: Message): Record<string, unknown> {
  if (recipient === undefined) return { email: message.address, entity: message.entity };
  const { firstName, lastName, email, locale, entity } = recipient;
  return { ...recipient.attributes, firstName, lastName, email, locale, entity };
}
