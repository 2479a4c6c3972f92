// Messages per second of processor: a delivery with its ledger, on two workers, beside a plain loop
// over nodemailer's pool, against the same sink.
import { fileURLToPath } from 'node:url';
import { capture } from '../scripts/processes.mjs';
import { say } from '../scripts/say.mjs';
import { cpuSeconds, HTML, newDelivery, startDelivering, SUBJECT, TEXT, until } from './delivering.mjs';

const PEER = fileURLToPath(new URL('./peers/mail-pool.mjs', import.meta.url));
export const THROUGHPUT_MUST = { ratio: 1, aim: 3 };

/** @returns `{messages, ours, peer, ratio, withMongodb, isMet}`: messages a second of processor; `ours` of the workers */
export async function benchThroughput({ services, messages = 100_000, peerMessages = 20_000 }) {
  const stand = await startDelivering({ services, recipients: messages });
  try {
    say(`the peer sends ${peerMessages}`, `le témoin envoie ${peerMessages} messages`);
    const peer = await sendAsPeer(stand.sink.url, peerMessages);
    await stand.sink.ask('forget');
    say(`${messages} messages on two workers`, `${messages} messages sur deux workers`);
    const code = await newDelivery(stand);
    const pids = stand.workers.map(({ child }) => child.pid);
    const cpu = (list) => list.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
    const before = { workers: cpu(pids), mongodb: cpuSeconds(services.pids.mongodb) };
    await stand.api.post(`/deliveries/${code}/start`);
    const sending = await until(stand, code, ({ status }) => status === 'finished');
    const used = { workers: cpu(pids) - before.workers, mongodb: cpuSeconds(services.pids.mongodb) - before.mongodb };
    const counted = await stand.sink.ask('counts');
    if (counted.messages !== messages || counted.addresses !== messages) throw new Error(`the sink counted ${counted.messages} messages to ${counted.addresses} addresses, not ${messages}`);
    const ours = messages / used.workers;
    return {
      messages,
      workers: sending.workers.length,
      seconds: (sending.finishedAt - sending.startedAt) / 1_000,
      ours,
      withMongodb: messages / (used.workers + used.mongodb),
      peer,
      ratio: ours / peer,
      ratioWithMongodb: messages / (used.workers + used.mongodb) / peer,
      isMet: ours / peer >= THROUGHPUT_MUST.ratio,
    };
  } finally {
    await stand.stop();
  }
}

async function sendAsPeer(url, count) {
  const { code, stdout, stderr } = await capture(process.execPath, [PEER, url, String(count), SUBJECT, HTML, TEXT], { limit: 300_000 });
  if (code !== 0) throw new Error(`the peer ended with ${code}: ${stderr}`);
  const { messages, cpuSeconds: cpu } = JSON.parse(stdout);
  return messages / cpu;
}
