import { jest } from '@jest/globals';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

import type { Environment } from '../../src/config/environment.js';
import { MailServer } from '../../src/mail/mail-server.js';
import { startApp } from '../support/app.js';
import { startMailSink } from '../support/mail-sink.js';
import { Story } from '../support/story.js';

const LETTER = { from: 'news@meridian.example', to: 'ada@example.com', message: 'Subject: News\r\n\r\nHello\r\n' };
const go = () => 'go' as const;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A mail server with these options; who was let in, and the length of each mail it took. */
async function serving(options: SMTPServerOptions, credentials = ''): Promise<{ mail: MailServer; users: string[]; received: number[] }> {
  const users: string[] = [];
  const received: number[] = [];
  const server = new SMTPServer({
    disableReverseLookup: true,
    ...options,
    onAuth: ({ username, password }, _session, done) => {
      if (password !== 'open sesame') return done(new Error('wrong password'));
      users.push(username ?? '');
      return done(null, { user: username });
    },
    onData: (stream, _session, done) => {
      let bytes = 0;
      stream.on('data', (part: Buffer) => (bytes += part.length));
      stream.on('end', () => {
        received.push(bytes);
        done(null);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const mail = new MailServer({ SMTP_URL: `smtp://${credentials}127.0.0.1:${(server.server.address() as AddressInfo).port}` } as Environment);
  closing.push(async () => {
    mail.onApplicationShutdown();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { mail, users, received };
}

test('with a name and a password it is let in, and many mails go over one connection', async () => {
  const { mail, users, received } = await serving({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true }, 'relais:open%20sesame@');

  for (let turn = 0; turn < 3; turn++) expect(await mail.send(LETTER, go)).toMatchObject({ outcome: 'accepted', reply: expect.stringMatching(/^250/) });

  expect(received).toHaveLength(3);
  expect(users).toEqual(['relais']);
});

test('with a wrong password nothing is handed over, and it says why', async () => {
  const { mail, received } = await serving({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true }, 'relais:wrong@');

  expect(await mail.send(LETTER, go)).toMatchObject({ outcome: 'unreachable', reply: expect.stringMatching(/wrong password/i) });
  expect(received).toHaveLength(0);
});

test('a server whose certificate nobody vouches for is given neither password nor mail', async () => {
  // Its own key is known to all: it says so itself.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const { mail, users, received } = await serving({}, 'relais:open%20sesame@');
  jest.restoreAllMocks();

  expect(await mail.send(LETTER, go)).toMatchObject({ outcome: 'unreachable', reply: expect.stringMatching(/certificate/i) });
  expect([users, received]).toEqual([[], []]);
});

test('a refusal leaves the connection to the next mail', async () => {
  let connections = 0;
  const { mail } = await serving({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onConnect: (_session, done) => {
      connections++;
      done();
    },
    onRcptTo: ({ address }, _session, done) => done(address.startsWith('nobody') ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null),
  });

  expect(await mail.send({ ...LETTER, to: 'nobody@example.com' }, go)).toMatchObject({ outcome: 'refused', isTemporary: false, reply: expect.stringContaining('no such mailbox') });
  // The server's word that it forgot the refused mail is on its way.
  await pause(100);
  expect(await mail.send(LETTER, go)).toMatchObject({ outcome: 'accepted' });
  expect(connections).toBe(1);
});

test.each([10, 1_000, 100_000])('a mail of %i lines arrives whole, whatever its last look waits for', async (lines) => {
  const { mail, received } = await serving({ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'] });
  const message = `Subject: News\r\n\r\n${'Hello, .\r\n'.repeat(lines)}`;

  expect(await mail.send({ ...LETTER, message }, go)).toMatchObject({ outcome: 'accepted' });
  expect(await mail.send({ ...LETTER, message }, () => pause(20).then(go))).toMatchObject({ outcome: 'accepted' });
  expect(received).toEqual([message.length, message.length]);
});

test('held back at the last look, the server is given nothing', async () => {
  const { mail, received } = await serving({ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'] });

  expect(await mail.send(LETTER, () => Promise.resolve('stop'))).toMatchObject({ outcome: 'held' });
  expect(await mail.send(LETTER, go)).toMatchObject({ outcome: 'accepted' });
  expect(received).toHaveLength(1);
});

/** A server that takes every mail and, from the moment named on, says nothing more. */
async function silentFrom(moment: 'sender' | 'data', began: () => void): Promise<{ mail: MailServer; close: () => Promise<void> }> {
  const server = new SMTPServer({
    closeTimeout: 50,
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onMailFrom: (_address, _session, done) => (moment === 'sender' ? began() : done()),
    onData: (stream) => void stream.resume().once('end', began),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const mail = new MailServer({ SMTP_URL: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` } as Environment);
  return {
    mail,
    close: () => {
      mail.onApplicationShutdown();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

test.each([
  ['data', 'uncertain'],
  ['sender', 'held'],
] as const)('a server that says nothing more from the %s on is given up once patience ends: %s', async (moment, outcome) => {
  const began = Promise.withResolvers<void>();
  const { mail, close } = await silentFrom(moment, began.resolve);
  const patience = new AbortController();
  const sending = mail.send(LETTER, go, patience.signal);
  await began.promise;
  patience.abort();

  expect(await sending).toMatchObject({ outcome });
  expect(mail.figures()).toEqual({ unanswered: 0, connections: 0 });
  await close();
}, 5_000);

test('patience that has ended before waits for nobody: a server that does not even greet is given nothing', async () => {
  const sockets: Socket[] = [];
  const mute = createServer((socket) => sockets.push(socket));
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  const mail = new MailServer({ SMTP_URL: `smtp://127.0.0.1:${(mute.address() as AddressInfo).port}` } as Environment);

  expect(await mail.send(LETTER, go, AbortSignal.abort())).toMatchObject({ outcome: 'held' });
  sockets.forEach((socket) => socket.destroy());
  mute.close();
}, 5_000);

test('the mail server is given no more a second than SMTP_RATE, whatever the deliveries ask for', async () => {
  const sink = await startMailSink();
  const relais = await startApp({ name: 'server-rate', environment: { SMTP_URL: sink.url, SMTP_RATE: '60' } });
  try {
    const story = new Story(relais);
    const entities = await story.branches(2, 60);
    const campaign = await story.make('/campaigns', { label: 'Both at once' });
    const codes = [];
    for (const entity of entities) codes.push(await story.delivery(campaign, { target: { entities: [entity] }, ratePerSecond: 5_000 }));
    const started = performance.now();
    for (const code of codes) await story.post(`/deliveries/${code}/start`);
    for (const code of codes) await story.until(`/deliveries/${code}`, 'is finished', ({ status }) => status === 'finished', 30_000);

    // 120 mails: the last leaves two seconds after the first, but for one window's length.
    expect(performance.now() - started).toBeGreaterThan(1_400);
    expect(sink.received).toHaveLength(120);
  } finally {
    await relais.close();
    await sink.close();
  }
});
