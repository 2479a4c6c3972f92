import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';

import { Clock } from '../../clock/clock.js';
import { Environment } from '../../config/environment.js';
import type { Delivery } from '../delivery.schema.js';
import { DeliveryLetters, type Written } from '../delivery-letters.js';
import type { Message } from '../message.schema.js';
import { type Answer, type Channel, type ChannelFigures, type ChannelRun, type Hand } from './channel.js';

/** Messages in one request. */
const BATCH = 50;
const ANSWER_WITHIN_MS = 10_000;
/** The same request again, under the same id, where nobody said what became of it. */
const ASK_AGAIN_AFTER_MS = [500, 2_000];
const REPLY_MAX = 500;
/** Nothing was sent: no connection, or a door that is shut for every request. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID']);
const SHUT = new Set([401, 403, 404, 405]);
const BUSY = new Set([408, 425, 429, 503]);

/** What the other side may say of single messages; of those it does not name its status says it. */
const answerSchema = z.object({ messages: z.array(z.object({ id: z.string(), accepted: z.boolean(), reply: z.string().default(''), temporary: z.boolean().default(false) })).default([]) });
type Said = { status: number; each: Map<string, Answer>; reply: string };
/** `silent`: it was sent, and nobody said what became of it. */
type Heard = Said | 'not-sent' | 'silent';

/**
 * An outside sender (SMS, push, another mailer) behind one address, HTTP_SENDER_URL: each window is a
 * few signed requests (Standard Webhooks). The other side must not act twice on the id of a message;
 * so a request that was not answered is made again under its id.
 */
@Injectable()
export class HttpChannel implements Channel {
  readonly name = 'http';
  private unanswered = 0;
  private requests = 0;

  constructor(
    private readonly letters: DeliveryLetters,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  start(run: Delivery): ChannelRun {
    const writer = this.letters.textsOf(run);
    return {
      prepare: async (messages) => {
        const write = await writer.prepare(messages);
        return (hand) => this.sendWindow(run, hand, write);
      },
    };
  }

  figures(): ChannelFigures {
    return { unanswered: this.unanswered, connections: this.requests };
  }

  private async sendWindow(run: Delivery, hand: Hand, write: (message: Message) => Written): Promise<void> {
    for (;;) {
      const batch: Message[] = [];
      for (let message = await hand.next(); message !== undefined; message = batch.length < BATCH ? await hand.next() : undefined) batch.push(message);
      if (batch.length === 0) return;
      const gates = await Promise.all(batch.map(async (message) => hand.gate(message)));
      batch.forEach((message, index) => gates[index] === 'go' || hand.leave(message));
      const handed = batch.filter((_message, index) => gates[index] === 'go');
      if (handed.length > 0) await this.handOver(run, handed, hand, write);
    }
  }

  private async handOver(run: Delivery, batch: readonly Message[], hand: Hand, write: (message: Message) => Written): Promise<void> {
    const body = JSON.stringify({ delivery: run._id, campaign: run.campaign, messages: batch.map((message) => ({ id: message.messageId, to: message.address, entity: message.entity, ...write(message) })) });
    // Of these messages at this try: the same request has the same id.
    const id = `${batch[0]?.messageId ?? ''}.${batch.length}.${batch[0]?.tries ?? 0}`;
    this.unanswered += batch.length;
    try {
      const heard = await this.ask(id, body, hand.patience);
      for (const message of batch) {
        if (heard === 'not-sent') hand.awayWith(message);
        else hand.note(message, heard === 'silent' ? { outcome: 'uncertain', reply: 'no answer' } : (heard.each.get(message.messageId ?? '') ?? answerOf(heard)));
      }
    } finally {
      this.unanswered -= batch.length;
    }
  }

  /** Asks until somebody answers; idempotent by `id`. */
  private async ask(id: string, body: string, patience: AbortSignal): Promise<Heard> {
    let wasSent = false;
    for (const after of [0, ...ASK_AGAIN_AFTER_MS]) {
      if (after > 0) await pause(after, undefined, { signal: patience }).catch(() => undefined);
      if (patience.aborted) break;
      const heard = await this.request(id, body, patience);
      if (typeof heard === 'object') {
        if (SHUT.has(heard.status)) return wasSent ? 'silent' : 'not-sent';
        if (heard.status < 500 || BUSY.has(heard.status)) return heard;
        wasSent = true;
      } else if (heard === 'silent') wasSent = true;
      else if (!wasSent) return 'not-sent';
    }
    return wasSent ? 'silent' : 'not-sent';
  }

  private async request(id: string, body: string, patience: AbortSignal): Promise<Heard> {
    const { HTTP_SENDER_URL: url = '', HTTP_SENDER_SECRET: secret = '' } = this.environment;
    const at = this.clock.now();
    const signature = new Webhook(secret, { format: 'raw' }).sign(id, at, body);
    const headers = { 'content-type': 'application/json', 'idempotency-key': id, 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)), 'webhook-signature': signature };
    this.requests++;
    try {
      const response = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.any([patience, AbortSignal.timeout(ANSWER_WITHIN_MS)]) });
      const text = await response.text();
      return { status: response.status, each: eachOf(text), reply: `${response.status} ${text}`.slice(0, REPLY_MAX).trim() };
    } catch (error) {
      const { code } = ((error as { cause?: unknown }).cause ?? {}) as { code?: string };
      return code !== undefined && NOT_CONNECTED.has(code) ? 'not-sent' : 'silent';
    } finally {
      this.requests--;
    }
  }
}

function answerOf({ status, reply }: Said): Answer {
  if (status >= 200 && status < 300) return { outcome: 'accepted', reply };
  return { outcome: 'refused', reply, isTemporary: BUSY.has(status) };
}

function eachOf(text: string): Map<string, Answer> {
  try {
    const { messages } = answerSchema.parse(JSON.parse(text));
    return new Map(messages.map(({ id, accepted, reply, temporary }) => [id, accepted ? { outcome: 'accepted', reply } : { outcome: 'refused', reply, isTemporary: temporary }]));
  } catch {
    return new Map();
  }
}
