import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What the sink does with the next mail to an address. `cut-after-data`: takes all of it, then hangs up without an answer. */
export type SinkAnswer = 'accept' | 'refuse-recipient' | 'refuse-data' | 'cut-before-data' | 'cut-after-data';

export interface SunkMail {
  to: string[];
  raw: string;
}

export interface MailSink {
  url: string;
  /** Mails that were accepted, in the order they came; those cut off after their data too, since they arrived. */
  received: SunkMail[];
  /** Mails it was asked to take, whatever became of them. */
  asked: () => number;
  /** Forgets what it received and how often each address was tried. */
  forget(): void;
  close(): Promise<void>;
}

/** A mail server of a test's own that behaves badly on demand: faults at the border of the application. */
export async function startMailSink(answer: (to: string, nth: number) => SinkAnswer = () => 'accept', delayMs = 0): Promise<MailSink> {
  const received: SunkMail[] = [];
  const tries = new Map<string, number>();
  const answers = new WeakMap<object, SinkAnswer>();
  let asked = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo({ address }, session, done) {
      asked++;
      const nth = (tries.get(address) ?? 0) + 1;
      tries.set(address, nth);
      const chosen = answer(address, nth);
      answers.set(session, chosen);
      if (chosen === 'cut-before-data') return hangUp(server, session.id);
      done(chosen === 'refuse-recipient' ? Object.assign(new Error('mailbox unavailable'), { responseCode: 550 }) : null);
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const chosen = answers.get(session);
        if (chosen === 'refuse-data') return done(Object.assign(new Error('try again later'), { responseCode: 451 }));
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(parts).toString() });
        if (chosen === 'cut-after-data') return hangUp(server, session.id);
        setTimeout(() => done(null), delayMs);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    asked: () => asked,
    forget: () => {
      received.length = 0;
      tries.clear();
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function hangUp(server: SMTPServer, id: string): void {
  const connections = (server as unknown as { connections: Set<{ id: string; _socket: { destroy(): void } }> }).connections;
  for (const connection of connections) if (connection.id === id) connection._socket.destroy();
}
