// A mail server that counts by itself: as little work a message as possible, so that what is measured is
// the sender. Run as a child process; driven by messages (see `startSink` in sinking.mjs).
import { createServer } from 'node:net';

const GREETING = '220 sink ESMTP\r\n';
const EHLO = '250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 0\r\n';
const END = '\r\n.\r\n';

/** How often each address was served, by address. */
let arrivals = new Map();
let times = [];
let lastAt = 0;
let behaviour = { name: 'accept' };
const sockets = new Set();

/** Milliseconds of the machine's monotonic clock, the same in every process. */
const now = () => Number(process.hrtime.bigint()) / 1e6;

function serve(socket) {
  if (behaviour.name === 'down') return socket.destroy();
  sockets.add(socket);
  socket.setNoDelay(true);
  socket.write(GREETING);
  let rest = '';
  let inData = false;
  let to = '';
  let out = '';
  let replies = Promise.resolve();
  const say = (text, delay) => {
    if (!delay) out += text;
    else {
      // In order: a delayed answer holds back those behind it.
      replies = replies.then(() => new Promise((resolve) => setTimeout(resolve, delay))).then(() => socket.write(text));
    }
  };

  function command(line) {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') return say(EHLO);
    if (verb === 'HELO' || verb === 'RSET' || verb === 'NOOP') return say('250 OK\r\n');
    if (verb === 'MAIL') return say(behaviour.name === '421' ? '421 too busy\r\n' : '250 OK\r\n', behaviour.delayMs);
    if (verb === 'RCPT') {
      to = /<([^>]*)>/.exec(line)?.[1] ?? '';
      if (behaviour.name === '4xx') return say('450 4.2.1 try again later\r\n');
      if (behaviour.name === '5xx') return say('550 5.1.1 no such user\r\n');
      return say('250 OK\r\n', behaviour.delayMs);
    }
    if (verb === 'DATA') {
      if (behaviour.name === '4xx' || behaviour.name === '5xx') return say('554 no valid recipients\r\n');
      inData = true;
      return say('354 go on\r\n', behaviour.delayMs);
    }
    if (verb === 'QUIT') {
      socket.end('221 bye\r\n');
      return undefined;
    }
    return say('502 unknown\r\n');
  }

  function message() {
    // Mails of notifications pass by: they are no messages of the delivery.
    if (!to.endsWith('@example.com')) return say('250 OK queued\r\n', behaviour.delayMs);
    const at = now();
    lastAt = at;
    arrivals.set(to, (arrivals.get(to) ?? 0) + 1);
    if (times !== null) times.push(at);
    if (behaviour.name === 'cut-after-data' && Math.random() < (behaviour.share ?? 1)) return socket.destroy();
    return say('250 OK queued\r\n', behaviour.delayMs);
  }

  socket.on('data', (chunk) => {
    rest += chunk.latin1Slice();
    for (;;) {
      if (inData) {
        const end = rest.startsWith('.\r\n') ? -2 : rest.indexOf(END);
        if (end === -1) break;
        inData = false;
        rest = rest.slice(end + END.length);
        message();
        if (socket.destroyed) return;
      } else {
        const end = rest.indexOf('\r\n');
        if (end === -1) break;
        command(rest.slice(0, end));
        rest = rest.slice(end + 2);
      }
    }
    if (out !== '') {
      socket.write(out);
      out = '';
    }
  });
  socket.on('error', () => undefined);
  socket.on('close', () => sockets.delete(socket));
}

const server = createServer(serve);
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));

const ASKED = {
  counts: () => ({ messages: [...arrivals.values()].reduce((sum, n) => sum + n, 0), addresses: arrivals.size, twice: [...arrivals].filter(([, n]) => n > 1).map(([address, n]) => ({ address, n })), lastAt }),
  addresses: () => [...arrivals.keys()],
  times: () => times,
  since: ({ at }) => times.filter((time) => time > at).length,
  lastAt: () => lastAt,
  firstAfter: ({ at }) => times.find((time) => time > at) ?? null,
  cpu: () => process.cpuUsage(),
  forget: ({ keepTimes = true }) => {
    arrivals = new Map();
    times = keepTimes ? [] : null;
    lastAt = 0;
    return null;
  },
  behave: ({ behaviour: wished }) => {
    behaviour = wished;
    if (wished.name === 'down') for (const socket of sockets) socket.destroy();
    return null;
  },
};

process.on('message', ({ id, ask, ...given }) => process.send({ id, answer: ASKED[ask](given) }));
process.on('disconnect', () => process.exit(0));
