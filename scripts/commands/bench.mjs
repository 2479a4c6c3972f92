import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { benchFrozen, benchKills, benchMemory, benchPauses, benchTroubles, FAULTS_MUST } from '../../bench/delivery-faults.mjs';
import { benchHalt, HALT_MUST } from '../../bench/halt.mjs';
import { benchLists, MUST } from '../../bench/lists.mjs';
import { benchPanelList, LIST_MUST } from '../../bench/panel-list.mjs';
import { benchPanelProgress, PROGRESS_MUST } from '../../bench/panel-progress.mjs';
import { benchThroughput, THROUGHPUT_MUST } from '../../bench/throughput.mjs';
import { buildIfNewer } from '../build.mjs';
import { readableFrozen, readableHalt, readableKills, readableMemory, readablePauses, readableThroughput, readableTroubles } from './bench-deliveries.mjs';
import { inLocale, Refusal } from '../say.mjs';
import { startServices } from '../services/start-services.mjs';

const AIM_MS = 30;

const PARTS = {
  lists: { run: ({ services, size, calls }) => benchLists({ services, size, calls }), must: MUST, readable: readableLists },
  'panel-list': { run: ({ services, size }) => benchPanelList({ services, size }), must: LIST_MUST, readable: readablePanelList },
  throughput: { run: ({ services }) => benchThroughput({ services }), must: THROUGHPUT_MUST, readable: readableThroughput },
  halt: { run: ({ services }) => benchHalt({ services }), must: HALT_MUST, readable: readableHalt },
  pauses: { run: ({ services }) => benchPauses({ services }), must: FAULTS_MUST, readable: readablePauses },
  kills: { run: ({ services }) => benchKills({ services }), must: FAULTS_MUST, readable: readableKills },
  frozen: { run: ({ services }) => benchFrozen({ services }), must: FAULTS_MUST, readable: readableFrozen },
  troubles: { run: ({ services }) => benchTroubles({ services }), must: FAULTS_MUST, readable: readableTroubles },
  memory: { run: ({ services, size }) => benchMemory({ services, recipients: size }), must: FAULTS_MUST, readable: readableMemory },
  'panel-progress': { run: ({ services }) => benchPanelProgress({ services }), must: PROGRESS_MUST, readable: readableProgress },
};

/** `npm run bench [PART...]`: each benchmark beside its peer in the same run; tables, or one JSON object with `--json`. */
export async function perform(args) {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' }, size: { type: 'string', default: '1000000' }, calls: { type: 'string', default: '60' } } });
  const names = positionals.length > 0 ? positionals : Object.keys(PARTS);
  const unknown = names.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown) throw new Refusal(`no benchmark is called ${unknown}; there are: ${Object.keys(PARTS).join(', ')}`, `aucune mesure ne s’appelle ${unknown}\u00a0; il y a\u00a0: ${Object.keys(PARTS).join(', ')}`);
  const [size, calls] = [Number(values.size), Number(values.calls)];
  await buildIfNewer();
  const answer = {};
  for (const name of names) answer[name] = await measured(PARTS[name], { size, calls });
  process.stdout.write(values.json ? `${JSON.stringify({ size, calls, ...answer })}\n` : names.map((name) => PARTS[name].readable({ size, calls, ...answer[name] })).join('\n'));
  return 0;
}

/** Each part on services of its own: none is slowed by what another has loaded. */
async function measured(part, { size, calls }) {
  const services = await startServices({ ephemeral: true, environment: {} });
  try {
    const before = loadavg()[0];
    const figures = await part.run({ services, size, calls });
    const machine = { cpus: cpus().length, gigabytes: Math.round(totalmem() / 2 ** 30), node: process.version, load: [before, loadavg()[0]].map((load) => Number(load.toFixed(1))) };
    return { machine, must: part.must, figures };
  } finally {
    await services.stop();
  }
}

function onMachine({ cpus: count, gigabytes, node, load }) {
  return `${count} CPU, ${gigabytes} GiB, Node ${node}, load ${load.join(' -> ')}`;
}

function readableProgress({ machine, must, figures }) {
  const ms = (value) => `${Math.round(value)} ms`;
  return [
    inLocale(`The page of a cascade of ${figures.orders} orders, ${figures.entities} entities and ${figures.deliveries} deliveries, in a browser; must: the screen at most ${must.behindMs} ms behind the record, no task of more than ${must.longestTaskMs} ms`, `La page d’une cascade de ${figures.orders} commandes, ${figures.entities} entités et ${figures.deliveries} diffusions, dans un navigateur\u00a0; exigé\u00a0: l’écran au plus ${must.behindMs} ms derrière l’enregistrement, aucune tâche de plus de ${must.longestTaskMs} ms`),
    onMachine(machine),
    '',
    inLocale(`cascade finished in ${ms(figures.cascade)}, first shown after ${ms(figures.shownAfter)}`, `cascade finie en ${ms(figures.cascade)}, affichée au bout de ${ms(figures.shownAfter)}`),
    inLocale(`behind the record: p50 ${ms(figures.behind.p50)}, p95 ${ms(figures.behind.p95)}, p99.9 ${ms(figures.behind.p999)}, at most ${ms(figures.behind.most)} in ${figures.behind.mostAt.step} after ${ms(figures.behind.mostAt.after)} (${figures.behind.samples} samples)`, `retard sur l’enregistrement\u00a0: p50 ${ms(figures.behind.p50)}, p95 ${ms(figures.behind.p95)}, p99,9 ${ms(figures.behind.p999)}, au plus ${ms(figures.behind.most)} dans ${figures.behind.mostAt.step} au bout de ${ms(figures.behind.mostAt.after)} (${figures.behind.samples} relevés)`),
    inLocale(`tasks of more than 50 ms: ${figures.longTasks}, the longest ${ms(figures.longestTask)}`, `tâches de plus de 50 ms\u00a0: ${figures.longTasks}, la plus longue ${ms(figures.longestTask)}`),
    figures.isMet ? inLocale('met', 'tenu') : inLocale('missed', 'manqué'),
    '',
  ].join('\n');
}

function readablePanelList({ machine, must, size, figures }) {
  const ms = (value) => Math.round(value);
  return [
    inLocale(`The lists in a browser, until their rows and counts are shown, with ${size} of each in the base and with 1,000; must: ${must.ratio} times at most; aim: 1,500 ms`, `Les listes dans un navigateur, jusqu’à l’affichage des lignes et des nombres, avec ${size} de chaque en base et avec 1 000\u00a0; exigé\u00a0: ${must.ratio} fois au plus\u00a0; visé\u00a0: 1 500 ms`),
    onMachine(machine),
    '',
    ...figures.map(({ name, few, many, ratio, isMet }) => inLocale(`${name}: p50 ${ms(many.p50)} ms beside ${ms(few.p50)} ms, p95 ${ms(many.p95)} beside ${ms(few.p95)}, ratio ${ratio.toFixed(2)}${isMet ? '' : ', missed'}`, `${name}\u00a0: p50 ${ms(many.p50)} ms contre ${ms(few.p50)} ms, p95 ${ms(many.p95)} contre ${ms(few.p95)}, rapport ${ratio.toFixed(2)}${isMet ? '' : ', manqué'}`)),
    '',
  ].join('\n');
}

function readableLists({ machine, size, calls, figures: lists }) {
  const head = ['', 'p50', 'p95', inLocale('peer p50', 'témoin p50'), inLocale('peer p95', 'témoin p95'), inLocale('ratio', 'rapport'), inLocale('examined', 'examinés'), inLocale('page 21', 'page 21'), inLocale('counted', 'compté'), ''];
  const rows = lists.map((row) => [row.name, ...[row.p50, row.p95, row.peer50, row.peer].map((ms) => ms.toFixed(1)), row.ratio.toFixed(2), row.examined.toFixed(2), row.deep.toFixed(1), row.counted.toFixed(1), row.isMet ? '' : inLocale('missed', 'manqué')]);
  const widths = head.map((_name, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const line = (row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  ').trimEnd();
  const met = lists.filter((row) => row.isMet).length;
  const fast = lists.filter((row) => row.p95 <= AIM_MS).length;
  return [
    inLocale(`Lists of ${size} packages and ${size} orders, ${calls} calls each, in milliseconds; must: ratio ${MUST.ratio}, examined ${MUST.examined} for each returned; aim: p95 ${AIM_MS}`, `Listes de ${size} kits et ${size} commandes, ${calls} appels chacune, en millisecondes\u00a0; exigé\u00a0: rapport ${MUST.ratio}, ${MUST.examined} examinés par document rendu\u00a0; visé\u00a0: p95 ${AIM_MS}`),
    onMachine(machine),
    '',
    line(head),
    ...rows.map(line),
    '',
    inLocale(`${met} of ${lists.length} met, ${fast} within the aim`, `${met} sur ${lists.length} tenues, ${fast} dans l’objectif`),
    '',
  ].join('\n');
}
