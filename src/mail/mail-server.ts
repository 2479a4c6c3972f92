import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import SMTPConnection, { type SMTPError } from 'nodemailer/lib/smtp-connection';
import type { Socket } from 'node:net';

import { Environment } from '../config/environment.js';
import { type LastLook, LookedAt } from './looked-at.js';

const ANSWER_WITHIN_MS = 30_000;
const CONNECT_WITHIN_MS = 10_000;
/** Connections of one process: mail servers allow a client some tens (Postfix: 50). */
const AT_MOST = 30;
/** A connection that nobody used for so long is closed: servers drop idle ones anyway. */
const IDLE_MS = 5_000;
/** The server ends the session with it. */
const CLOSING = 421;

export interface Letter {
  from: string;
  to: string;
  /** The whole message, headers included. */
  message: Buffer | string;
}

/**
 * How an attempt ended. `accepted`: the server took it; `refused`: it said no, nothing was delivered;
 * `unreachable`: nobody answered before the data began; `uncertain`: cut off after that; `held`: the
 * last look before the data said no, or patience ended before it: the server was given nothing.
 */
export interface Attempt {
  outcome: 'accepted' | 'refused' | 'unreachable' | 'uncertain' | 'held';
  reply: string;
  /** Of a refusal: 4xx is worth another try, 5xx is not. */
  isTemporary?: boolean;
}

const HELD: Attempt = { outcome: 'held', reply: '' };

/** Nobody waits for the answer any longer. */
class GivenUp extends Error {
  constructor() {
    super('no answer before the run was over');
  }
}

/** Connections to the mail server (SMTP_URL), kept while there is something to send; envelopes are pipelined where it offers that. */
@Injectable()
export class MailServer implements OnApplicationShutdown {
  private readonly idle = new Map<SMTPConnection, NodeJS.Timeout>();
  private inUse = 0;
  private unanswered = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly environment: Environment) {}

  /** Sends one letter. @param patience once aborted, an answer is not waited for any longer */
  async send(letter: Letter, lastLook: LastLook, patience?: AbortSignal): Promise<Attempt> {
    await this.waitForPlace();
    try {
      return await this.attempt(letter, lastLook, patience);
    } finally {
      this.inUse--;
      this.waiting.shift()?.();
    }
  }

  /** @throws Error when the server does not answer or does not let us in */
  async answers(): Promise<void> {
    this.giveBack(this.takeIdle() ?? (await this.connect()));
  }

  figures(): { unanswered: number; connections: number } {
    return { unanswered: this.unanswered, connections: this.inUse + this.idle.size };
  }

  onApplicationShutdown(): void {
    for (const [connection, timer] of this.idle) {
      clearTimeout(timer);
      connection.quit();
    }
    this.idle.clear();
  }

  private async waitForPlace(): Promise<void> {
    while (this.inUse >= AT_MOST) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.inUse++;
  }

  private async attempt(letter: Letter, lastLook: LastLook, patience: AbortSignal | undefined): Promise<Attempt> {
    let connection = this.takeIdle();
    if (connection === undefined) {
      const connecting = this.connect();
      try {
        connection = await orGivenUp(connecting, patience);
      } catch (error) {
        // Should it still come, the next mail has it.
        connecting.then((late) => this.giveBack(late)).catch(() => undefined);
        return error instanceof GivenUp ? HELD : { outcome: 'unreachable', reply: messageOf(error) };
      }
    }
    const data = new LookedAt(letter.message, lastLook, socketOf(connection));
    const sent = await this.handOver(connection, letter, data, patience);
    if (typeof sent === 'string') {
      this.giveBack(connection);
      return { outcome: 'accepted', reply: sent };
    }
    if (sent instanceof GivenUp) {
      data.holdBack();
      connection.close();
      return data.hasLeft ? { outcome: 'uncertain', reply: sent.message } : HELD;
    }
    const { responseCode } = sent;
    if (data.isHeld || responseCode === undefined || responseCode === CLOSING || connection.destroyed) connection.close();
    else this.startOver(connection);
    if (data.isHeld) return HELD;
    if (responseCode !== undefined) return { outcome: 'refused', reply: sent.response ?? sent.message, isTemporary: responseCode < 500 };
    return { outcome: data.hasLeft ? 'uncertain' : 'unreachable', reply: sent.message };
  }

  /** @returns the server's yes, or what went wrong */
  private handOver(connection: SMTPConnection, { from, to }: Letter, data: LookedAt, patience: AbortSignal | undefined): Promise<SMTPError | GivenUp | string> {
    this.unanswered++;
    return new Promise((resolve) => {
      const giveUp = (): void => end(new GivenUp());
      // A late answer ends nothing twice.
      let isOpen = true;
      const end = (answer: SMTPError | GivenUp | string): void => {
        if (!isOpen) return;
        isOpen = false;
        this.unanswered--;
        patience?.removeEventListener('abort', giveUp);
        resolve(answer);
      };
      connection.send({ from, to: [to] }, data, (error, info) => end(error ?? info?.response ?? ''));
      if (patience?.aborted === true) giveUp();
      else patience?.addEventListener('abort', giveUp, { once: true });
    });
  }

  private takeIdle(): SMTPConnection | undefined {
    for (const [connection, timer] of this.idle) {
      this.idle.delete(connection);
      clearTimeout(timer);
      if (!connection.destroyed) return connection;
    }
    return undefined;
  }

  private giveBack(connection: SMTPConnection): void {
    const timer = setTimeout(() => {
      this.idle.delete(connection);
      connection.quit();
    }, IDLE_MS);
    timer.unref();
    this.idle.set(connection, timer);
  }

  /** After a refusal the same connection serves the next mail. */
  private startOver(connection: SMTPConnection): void {
    connection.reset((error) => {
      if (error) connection.close();
      else this.giveBack(connection);
    });
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
      // What is closed instead of quit is given up: nobody waits for its farewell.
      socketCloseTimeout: 0,
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

/** @throws GivenUp where patience ends first */
async function orGivenUp<T>(answer: Promise<T>, patience: AbortSignal | undefined): Promise<T> {
  if (patience === undefined) return answer;
  let giveUp: (() => void) | undefined;
  const givenUp = new Promise<never>((_resolve, reject) => {
    giveUp = () => reject(new GivenUp());
    if (patience.aborted) giveUp();
    else patience.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([answer, givenUp]);
  } finally {
    if (giveUp !== undefined) patience.removeEventListener('abort', giveUp);
  }
}

/** The socket in use, TLS or not. A private field of a version that is pinned (docs/adr/0026). */
function socketOf(connection: SMTPConnection): Socket {
  return (connection as unknown as { _socket: Socket })._socket;
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
