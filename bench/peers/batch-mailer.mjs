// The peer of a halt: a mailer as many write it. BullMQ hands out batches of 1,000 recipients; a worker
// looks at the campaign's status before each batch; a cancel writes the status and drains the queue.
// Two processes of it share the work.
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import nodemailer from 'nodemailer';

const [redisUrl, smtpUrl, subject, html, text] = process.argv.slice(2);
const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
const status = new Redis(redisUrl);
const transport = nodemailer.createTransport({ url: smtpUrl, pool: true, maxConnections: 5, maxMessages: Infinity });

async function sendBatch({ data: { campaign, from, to } }) {
  if ((await status.get(`peer:${campaign}`)) === 'canceled') return;
  let next = from;
  const lane = async () => {
    while (next < to) {
      const name = `Ada ${next}`;
      await transport.sendMail({ from: 'Relais <relais@localhost.localdomain>', to: `r${next++}@example.com`, subject: subject.replace('{{recipient.firstName}}', name), html: html.replace('{{recipient.firstName}}', name), text: text.replace('{{recipient.firstName}}', name) });
    }
  };
  await Promise.all(Array.from({ length: 10 }, lane));
}

new Worker('peer', sendBatch, { connection });
process.send?.('ready');
process.on('disconnect', () => process.exit(0));
