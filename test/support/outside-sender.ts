import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Handed {
  id: string;
  to: string;
  entity: string;
  subject: string;
  recipient: Record<string, unknown>;
}

/** What it does with a request: a status with an answer, no answer at all, or an answer after milliseconds. */
export type SenderAnswer = { status: number; body?: unknown; afterMs?: number } | 'never' | 'hang-up';

export interface OutsideSender {
  url: string;
  secret: string;
  /** Requests as they came: each signature was right. */
  requests: { id: string; messages: Handed[] }[];
  /** Each message once, however often it was handed over. */
  accepted: Map<string, Handed>;
  forget(): void;
  close(): Promise<void>;
}

/** An outside sender of a test's own: checks each signature as a receiver would, and behaves as asked. */
export async function startOutsideSender(answer: (messages: readonly Handed[], nth: number) => SenderAnswer): Promise<OutsideSender> {
  const secret = 'a secret of the outside sender';
  const requests: OutsideSender['requests'] = [];
  const accepted = new Map<string, Handed>();
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { messages } = new Webhook(secret, { format: 'raw' }).verify(Buffer.concat(parts).toString(), request.headers as Record<string, string>) as { messages: Handed[] };
    requests.push({ id: String(request.headers['webhook-id']), messages });
    const chosen = answer(messages, requests.length);
    if (chosen === 'hang-up') return void request.socket.destroy();
    if (chosen === 'never') return;
    if (chosen.status < 300) for (const message of messages) accepted.set(message.id, message);
    setTimeout(() => response.writeHead(chosen.status, { 'content-type': 'application/json' }).end(JSON.stringify(chosen.body ?? {})), chosen.afterMs ?? 0);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.writeHead(401).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`,
    secret,
    requests,
    accepted,
    forget: () => {
      requests.length = 0;
      accepted.clear();
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
