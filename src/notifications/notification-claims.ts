import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Model } from 'mongoose';

import { Clock } from '../clock/clock.js';
import type { Notification } from './notification.schema.js';

/** A worker's lease on the mails it has in hand; renewed while it lives, so that a killed one is noticed in seconds. */
const LEASE_MS = 8_000;
export const RENEW_EVERY_MS = 2_000;
/** 2 s, 6 s, 18 s ... four hours: half a day in all, then the notification is `failed` and head office may resend it. */
export const MOST_ATTEMPTS = 12;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 4 * 3_600_000;

export interface Claim {
  /** Who holds the batch; in every later write of it. */
  token: string;
  batch: Notification[];
  /** Whether others were due that somebody else was faster to take. */
  contended: boolean;
}

/**
 * Who has which notification in hand. Leases are taken and compared by the database's own clock, so
 * that two machines never hold one together.
 */
@Injectable()
export class NotificationClaims {
  constructor(
    @InjectModel('Notification') private readonly notifications: Model<Notification>,
    private readonly clock: Clock,
  ) {}

  /** Takes up to `limit` mails that are due. */
  async claim(limit: number): Promise<Claim> {
    const token = `${hostname()}:${process.pid}:${randomUUID()}`;
    const free = { state: 'pending' as const, dueAt: { $lte: this.clock.now() }, $or: [{ lease: null }, { $expr: { $lt: ['$lease.until', '$$NOW'] } }] };
    const found = await this.notifications.find(free, { _id: 1 }).sort({ dueAt: 1, entity: 1 }).limit(limit).lean();
    if (found.length === 0) return { token, batch: [], contended: false };
    await this.notifications.updateMany({ _id: { $in: found.map((notification) => notification._id) }, ...free }, [{ $set: { lease: leaseOf(token) } }], { updatePipeline: true });
    const batch = await this.notifications.find({ 'lease.worker': token }).sort({ entity: 1, _id: 1 }).lean();
    return { token, batch, contended: batch.length < found.length };
  }

  /** Lengthens the lease on everything a holder has in hand, what waits for the server's answer too. */
  async renew(token: string): Promise<void> {
    await this.notifications.updateMany({ 'lease.worker': token, state: { $in: ['pending', 'sending'] } }, [{ $set: { lease: leaseOf(token) } }], { updatePipeline: true });
  }

  /** The last write before the data: whoever lost the mail meanwhile gets false and must hold it back. */
  async beginData(id: string, token: string, messageId: string): Promise<boolean> {
    const { modifiedCount } = await this.notifications.updateOne(
      { _id: id, state: 'pending', 'lease.worker': token, $expr: { $gt: ['$lease.until', '$$NOW'] } },
      [{ $set: { state: 'sending', attempts: { $add: ['$attempts', 1] }, messageId: { $literal: messageId }, lease: leaseOf(token), modifiedAt: this.clock.now() } }],
      { updatePipeline: true },
    );
    return modifiedCount === 1;
  }

  /** The server took it: true even where the answer came so late that it was written off as uncertain. */
  async accepted(id: string, messageId: string): Promise<void> {
    const now = this.clock.now();
    await this.notifications.updateOne({ _id: id, messageId, state: { $in: ['sending', 'uncertain'] } }, { $set: { state: 'sent', acceptedAt: now, lastError: null, lease: null, modifiedAt: now } });
  }

  async uncertain(id: string, messageId: string, error: string): Promise<void> {
    await this.notifications.updateOne({ _id: id, messageId, state: 'sending' }, { $set: { state: 'uncertain', lastError: error, lease: null, modifiedAt: this.clock.now() } });
  }

  /** Refused or unreachable: to be tried again after a growing pause, or given up. */
  async notDelivered(notification: Notification, token: string, error: string, final = false): Promise<void> {
    const now = this.clock.now();
    const attempts = notification.attempts + 1;
    const state = final || attempts >= MOST_ATTEMPTS ? 'failed' : 'pending';
    await this.notifications.updateOne(
      { _id: notification._id, state: { $in: ['pending', 'sending'] }, 'lease.worker': token },
      { $set: { state, attempts, lastError: error, dueAt: new Date(now.getTime() + pauseAfter(attempts)), lease: null, modifiedAt: now } },
    );
  }

  /** Hands back what was claimed and not tried (the process ends). */
  async giveBack(token: string): Promise<void> {
    await this.notifications.updateMany({ 'lease.worker': token, state: 'pending' }, { $set: { lease: null } });
  }

  /** A process died with the server's answer outstanding: whether the mail arrived is not known, so it is not repeated. */
  async expireSending(): Promise<number> {
    const { modifiedCount } = await this.notifications.updateMany(
      { state: 'sending', $expr: { $lt: ['$lease.until', '$$NOW'] } },
      { $set: { state: 'uncertain', lastError: 'cut off while the mail server took it', lease: null, modifiedAt: this.clock.now() } },
    );
    return modifiedCount;
  }
}

/** Milliseconds until the attempt after `attempts` of them. */
export function pauseAfter(attempts: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 3 ** (attempts - 1));
}

function leaseOf(worker: string): Record<string, unknown> {
  return { worker: { $literal: worker }, until: { $add: ['$$NOW', LEASE_MS] } };
}
