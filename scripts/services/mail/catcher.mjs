// The mail catcher's own process: `node catcher.mjs SMTP_PORT HTTP_PORT`. Prints the ports that it
// has, as one JSON line, when it is ready.
import { createServer } from 'node:http';
import { SMTPServer } from 'smtp-server';
import { answer } from './api.mjs';
import { MailStore } from './store.mjs';

const [smtpPort, httpPort] = process.argv.slice(2).map(Number);
const store = new MailStore();

const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  hidePIPELINING: false,
  hideSIZE: false,
  size: 50 * 1024 * 1024,
  maxClients: 1_000,
  banner: 'Relais mail catcher',
  onData(stream, session, done) {
    const parts = [];
    stream.on('data', (part) => parts.push(part));
    stream.on('end', () => done(null, `queued as ${store.add(Buffer.concat(parts), session.envelope)}`));
    stream.on('error', done);
  },
});
// A client that drops its connection is no reason to end.
smtp.on('error', (error) => {
  if (error.syscall !== 'listen') return;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});

const http = createServer((request, response) => {
  answer(store, request, response).catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    response.writeHead(500).end();
  });
});

await listening((done) => smtp.listen(smtpPort, '127.0.0.1', done));
await listening((done) => http.listen(httpPort, '127.0.0.1', done));
process.stdout.write(`${JSON.stringify({ smtp: smtpPort, http: httpPort })}\n`);

function listening(listen) {
  return new Promise((resolve) => {
    listen(resolve);
  });
}
