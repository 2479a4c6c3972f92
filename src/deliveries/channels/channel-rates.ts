import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Schema } from 'mongoose';

import { Environment } from '../../config/environment.js';
import type { ChannelName } from './channel.js';

/** When the next message may leave by a channel, whoever sends it: one document a channel. */
export interface ChannelRate {
  /** `smtp` */
  _id: ChannelName;
  nextSlotAt: Date;
}

export const channelRateSchema = new Schema<ChannelRate>({ _id: String, nextSlotAt: { type: Date, required: true } } as never, { versionKey: false, collection: 'channelrates' });

/** The most that one server is given a second, by all deliveries and workers together (SMTP_RATE, HTTP_SENDER_RATE). */
@Injectable()
export class ChannelRates {
  private readonly limits: Record<ChannelName, number | undefined>;

  constructor(
    @InjectModel('ChannelRate') private readonly rates: Model<ChannelRate>,
    environment: Environment,
  ) {
    this.limits = { smtp: environment.SMTP_RATE, http: environment.HTTP_SENDER_RATE };
  }

  /** A delivery's own rate, or the channel's where that is less. */
  limited(channel: ChannelName, ratePerSecond: number): number {
    return Math.min(ratePerSecond, this.limits[channel] ?? Infinity);
  }

  /** Takes the channel's next free places for so many messages. @returns milliseconds until the first of them */
  async reserve(channel: ChannelName, messages: number): Promise<number> {
    const limit = this.limits[channel];
    if (limit === undefined || messages === 0) return 0;
    const takes = { nextSlotAt: { $add: [{ $max: ['$$NOW', { $ifNull: ['$nextSlotAt', '$$NOW'] }] }, Math.ceil((messages * 1_000) / limit)] }, askedAt: '$$NOW' };
    const rate = await this.rates.collection.findOneAndUpdate({ _id: channel as never }, [{ $set: takes }], { upsert: true, returnDocument: 'after' });
    const { nextSlotAt, askedAt } = rate as unknown as { nextSlotAt: Date; askedAt: Date };
    return Math.max(0, nextSlotAt.getTime() - askedAt.getTime() - Math.ceil((messages * 1_000) / limit));
  }
}
