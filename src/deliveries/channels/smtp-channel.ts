import { Injectable } from '@nestjs/common';

import { type Letter, MailServer } from '../../mail/mail-server.js';
import type { Delivery } from '../delivery.schema.js';
import { DeliveryLetters } from '../delivery-letters.js';
import type { Message } from '../message.schema.js';
import { type Channel, type ChannelFigures, type ChannelRun, type Hand } from './channel.js';

/** Connections that one window uses at once: one for each so many messages a second. */
const RATE_OF_ONE = 40;
const FEWEST = 5;
const MOST = 10;

/** E-mail, through the mail server. */
@Injectable()
export class SmtpChannel implements Channel {
  readonly name = 'smtp';

  constructor(
    private readonly letters: DeliveryLetters,
    private readonly server: MailServer,
  ) {}

  start(run: Delivery): ChannelRun {
    const writer = this.letters.lettersOf(run);
    const sideBySide = Math.min(MOST, Math.max(FEWEST, Math.ceil(run.ratePerSecond / RATE_OF_ONE)));
    return {
      prepare: async (messages) => {
        const write = await writer.prepare(messages);
        return (hand) => this.sendWindow(hand, write, Math.min(sideBySide, messages.length));
      },
    };
  }

  figures(): ChannelFigures {
    return this.server.figures();
  }

  private async sendWindow(hand: Hand, write: (message: Message) => Letter, sideBySide: number): Promise<void> {
    const lane = async (): Promise<void> => {
      for (let message = await hand.next(); message !== undefined; message = await hand.next()) {
        await this.sendOne(message, hand, write);
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: sideBySide }, lane));
    for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
  }

  private async sendOne(message: Message, hand: Hand, write: (message: Message) => Letter): Promise<void> {
    try {
      const attempt = await this.server.send(write(message), () => hand.gate(message), hand.patience);
      if (attempt.outcome === 'held') hand.leave(message);
      else if (attempt.outcome === 'unreachable') hand.awayWith(message);
      else hand.note(message, { ...attempt, outcome: attempt.outcome });
    } catch (error) {
      hand.leave(message);
      throw error;
    }
  }
}
