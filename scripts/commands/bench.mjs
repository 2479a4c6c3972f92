import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { benchLists, MUST } from '../../bench/lists.mjs';
import { buildIfNewer } from '../build.mjs';
import { inLocale } from '../say.mjs';
import { startServices } from '../services/start-services.mjs';

const AIM_MS = 30;

/** `npm run bench`: each benchmark beside its peer in the same run; a table, or one JSON object with `--json`. */
export async function perform(args) {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' }, size: { type: 'string', default: '1000000' }, calls: { type: 'string', default: '60' } } });
  const [size, calls] = [Number(values.size), Number(values.calls)];
  await buildIfNewer();
  const services = await startServices({ ephemeral: true, environment: {} });
  try {
    const before = loadavg()[0];
    const lists = await benchLists({ services, size, calls });
    const machine = { cpus: cpus().length, gigabytes: Math.round(totalmem() / 2 ** 30), node: process.version, load: [before, loadavg()[0]].map((load) => Number(load.toFixed(1))) };
    process.stdout.write(values.json ? `${JSON.stringify({ machine, size, calls, must: MUST, lists })}\n` : readable({ machine, size, calls, lists }));
    return 0;
  } finally {
    await services.stop();
  }
}

function readable({ machine, size, calls, lists }) {
  const head = ['', 'p50', 'p95', inLocale('peer p50', 'témoin p50'), inLocale('peer p95', 'témoin p95'), inLocale('ratio', 'rapport'), inLocale('examined', 'examinés'), inLocale('page 21', 'page 21'), inLocale('counted', 'compté'), ''];
  const rows = lists.map((row) => [row.name, ...[row.p50, row.p95, row.peer50, row.peer].map((ms) => ms.toFixed(1)), row.ratio.toFixed(2), row.examined.toFixed(2), row.deep.toFixed(1), row.counted.toFixed(1), row.isMet ? '' : inLocale('missed', 'manqué')]);
  const widths = head.map((_name, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const line = (row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  ').trimEnd();
  const met = lists.filter((row) => row.isMet).length;
  const fast = lists.filter((row) => row.p95 <= AIM_MS).length;
  return [
    inLocale(`Lists of ${size} packages and ${size} orders, ${calls} calls each, in milliseconds; must: ratio ${MUST.ratio}, examined ${MUST.examined} for each returned; aim: p95 ${AIM_MS}`, `Listes de ${size} kits et ${size} commandes, ${calls} appels chacune, en millisecondes\u00a0; exigé\u00a0: rapport ${MUST.ratio}, ${MUST.examined} examinés par document rendu\u00a0; visé\u00a0: p95 ${AIM_MS}`),
    `${machine.cpus} CPU, ${machine.gigabytes} GiB, Node ${machine.node}, load ${machine.load.join(' -> ')}`,
    '',
    line(head),
    ...rows.map(line),
    '',
    inLocale(`${met} of ${lists.length} met, ${fast} within the aim`, `${met} sur ${lists.length} tenues, ${fast} dans l’objectif`),
    '',
  ].join('\n');
}
