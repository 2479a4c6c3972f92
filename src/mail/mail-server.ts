import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import SMTPConnection, { type SMTPError } from 'nodemailer/lib/smtp-connection';
import { Readable } from 'node:stream';

import { Environment } from '../config/environment.js';

const ANSWER_WITHIN_MS = 30_000;
const CONNECT_WITHIN_MS = 10_000;
/** Connections of one process: mail servers allow a client some tens (Postfix: 50). */
const AT_MOST = 30;
/** A connection that nobody used for so long is closed: servers drop idle ones anyway. */
const IDLE_MS = 5_000;

export interface Letter {
  from: string;
  to: string;
  /** The whole message, headers included. */
  message: Buffer;
}

/**
 * How an attempt ended. `accepted`: the server took it; `refused`: it said no, nothing was delivered;
 * `unreachable`: nobody answered before the data began; `uncertain`: cut off after that.
 */
export interface Attempt {
  outcome: 'accepted' | 'refused' | 'unreachable' | 'uncertain';
  reply: string;
  /** Of a refusal: 4xx is worth another try, 5xx is not. */
  isTemporary?: boolean;
}

/** Thrown through by `send` when the last look before the data says no. */
export class HeldBack extends Error {}

/** Connections to the mail server (SMTP_URL), kept while there is something to send. */
@Injectable()
export class MailServer implements OnApplicationShutdown {
  private readonly idle = new Map<SMTPConnection, NodeJS.Timeout>();
  private inUse = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly environment: Environment) {}

  /**
   * Sends one letter. `beforeData` runs when the server has said yes to sender and recipient and waits
   * for the data: from there on a cut leaves it open whether the mail was delivered.
   * @throws HeldBack what `beforeData` threw; the server is given nothing
   */
  async send(letter: Letter, beforeData: () => Promise<void>): Promise<Attempt> {
    await this.waitForPlace();
    try {
      return await this.attempt(letter, beforeData);
    } finally {
      this.inUse--;
      this.waiting.shift()?.();
    }
  }

  private async waitForPlace(): Promise<void> {
    while (this.inUse >= AT_MOST) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.inUse++;
  }

  private async attempt(letter: Letter, beforeData: () => Promise<void>): Promise<Attempt> {
    let connection: SMTPConnection;
    try {
      connection = await this.take();
    } catch (error) {
      return { outcome: 'unreachable', reply: messageOf(error) };
    }
    let began = false;
    let held: HeldBack | undefined;
    const data = new Readable({
      read(): void {
        if (began) return;
        began = true;
        beforeData().then(
          () => {
            this.push(letter.message);
            this.push(null);
          },
          (error: unknown) => {
            held = error instanceof HeldBack ? error : new HeldBack(messageOf(error));
            this.destroy(held);
          },
        );
      },
    });
    const sent = await new Promise<SMTPError | string>((resolve) => {
      connection.send({ from: letter.from, to: [letter.to] }, data, (error, info) => resolve(error ?? info?.response ?? ''));
    });
    if (typeof sent === 'string') {
      this.giveBack(connection);
      return { outcome: 'accepted', reply: sent };
    }
    connection.close();
    if (held !== undefined) throw held;
    if (sent.responseCode !== undefined) return { outcome: 'refused', reply: sent.response ?? sent.message, isTemporary: sent.responseCode < 500 };
    return { outcome: began ? 'uncertain' : 'unreachable', reply: sent.message };
  }

  /** @throws Error when the server does not answer or does not let us in */
  async answers(): Promise<void> {
    this.giveBack(await this.take());
  }

  onApplicationShutdown(): void {
    for (const [connection, timer] of this.idle) {
      clearTimeout(timer);
      connection.quit();
    }
    this.idle.clear();
  }

  private async take(): Promise<SMTPConnection> {
    for (const [connection, timer] of this.idle) {
      this.idle.delete(connection);
      clearTimeout(timer);
      if (!connection.destroyed) return connection;
    }
    return this.connect();
  }

  private giveBack(connection: SMTPConnection): void {
    const timer = setTimeout(() => {
      this.idle.delete(connection);
      connection.quit();
    }, IDLE_MS);
    timer.unref();
    this.idle.set(connection, timer);
  }

  private async connect(): Promise<SMTPConnection> {
    const url = new URL(this.environment.SMTP_URL);
    const connection = new SMTPConnection({
      host: url.hostname,
      ...(url.port === '' ? {} : { port: Number(url.port) }),
      secure: url.protocol === 'smtps:',
      connectionTimeout: CONNECT_WITHIN_MS,
      greetingTimeout: CONNECT_WITHIN_MS,
      socketTimeout: ANSWER_WITHIN_MS,
    });
    await new Promise<void>((resolve, reject) => {
      // A later error of an idle connection needs a listener too; whoever takes it finds it destroyed.
      connection.on('error', reject);
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    if (url.username !== '') await login(connection, decodeURIComponent(url.username), decodeURIComponent(url.password));
    return connection;
  }
}

function login(connection: SMTPConnection, user: string, pass: string): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.login({ user, pass }, (error) => {
      if (!error) return resolve();
      connection.close();
      reject(error);
    });
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
