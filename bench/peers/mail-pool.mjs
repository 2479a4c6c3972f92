// The peer of a delivery: a plain loop over nodemailer's pool, no ledger, no fence, no rate, no record.
// Run as a process of its own, so that its processor time is its own.
import nodemailer from 'nodemailer';

const CONNECTIONS = 5;
const [url, count, subject, html, text] = process.argv.slice(2);
const transport = nodemailer.createTransport({ url, pool: true, maxConnections: CONNECTIONS, maxMessages: Infinity });
const before = process.cpuUsage();
const started = performance.now();
const fill = (template, data) => template.replace(/\{\{([\w.]+)\}\}/g, (_all, name) => data[name] ?? '');
let next = 0;
await Promise.all(
  Array.from({ length: CONNECTIONS * 2 }, async () => {
    while (next < Number(count)) {
      const data = { 'recipient.firstName': `Ada ${next}`, 'recipient.lastName': 'Lovelace', 'entity.label': 'Meridian Lyon' };
      await transport.sendMail({ from: 'Relais <relais@localhost.localdomain>', to: `r${next++}@example.com`, subject: fill(subject, data), html: fill(html, data), text: fill(text, data) });
    }
  }),
);
const { user, system } = process.cpuUsage(before);
transport.close();
process.stdout.write(JSON.stringify({ messages: Number(count), cpuSeconds: (user + system) / 1e6, seconds: (performance.now() - started) / 1_000 }));
