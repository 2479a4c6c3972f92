import { Link } from 'react-router-dom';
import type { Page } from './api.js';
import { Rows, type Column } from './list.js';
import { Card, listPath, LiveNote, ProblemNote } from './parts.js';
import { PROCESS_STATUSES, useProcessColumns } from './process-columns.js';
import { useReader } from './reader.js';
import type { CampaignPackage, Process } from './things.js';
import { useAnswer, useNames } from './use-answer.js';
import { useRates } from './use-rates.js';

const EVERY_SECOND = 1000;
const SHOWN = 8;
const MOST = 200;
const NEED: readonly string[] = ['paused', 'stopping', 'pausing', 'running'];

/** What runs of a collaborative package: figures that add up, those that need somebody first. */
export function PackageProcesses({ item }: { item: CampaignPackage }) {
  const { t, n, span } = useReader();
  const deliveries = useAnswer<Page<Process>>(item.referenceCampaign ? startedOf('deliveries', item.code) : null, { every: EVERY_SECOND });
  const workflows = useAnswer<Page<Process>>(item.referenceCampaign ? startedOf('workflows', item.code) : null, { every: EVERY_SECOND });
  const ran = (deliveries.data?.items ?? []).filter(({ template, cycle }) => !template && cycle === item.cycle);
  const shown = [...ran].sort((a, b) => rank(a) - rank(b)).slice(0, SHOWN);
  const nameOf = useNames(shown.map(({ campaign }) => campaign));
  const processed = (process: Process): number => process.processed ?? (process.sent ?? 0) + (process.failed ?? 0) + (process.uncertain ?? 0);
  const rateOf = useRates(ran.map((process) => ({ code: process.code, done: processed(process) })), deliveries.heardAt);
  const rate: Column<Process> = { head: t.fields.perSecond, number: true, style: 'nw', cell: ({ code, status }) => (status !== 'running' ? t.none : rateOf(code) === null ? '?' : `${n(rateOf(code) ?? 0)}/s`) };
  const columns = [...useProcessColumns('deliveries').slice(0, -1), rate];
  if (!item.referenceCampaign) return null;
  // Of more than one page the first is added up, and said to be "so many and more".
  const isWhole = deliveries.data?.nextCursor === null;
  const total = (figure: 'sent' | 'failed' | 'pending'): number => ran.reduce((all, process) => all + (process[figure] ?? 0), 0);
  const shownTotal = (figure: 'sent' | 'failed' | 'pending'): string => n(isWhole ? total(figure) : `${total(figure)}+`);
  const number = (processes: Process[] | undefined, status: string): number => (processes ?? []).filter((process) => process.status === status).length;
  const together = ran.reduce((all, { code }) => all + (rateOf(code) ?? 0), 0);
  const flows = workflows.data?.items.filter(({ cycle, template }) => cycle === item.cycle && !template);
  const problem = deliveries.problem ?? workflows.problem;
  const footer = (
    <span className="end">
      <Link to={listPath('deliveries', `?campaign=${item.referenceCampaign}`)}>{t.package.allDeliveries}</Link>
      <Link to={listPath('workflows', `?campaign=${item.referenceCampaign}`)}>{t.package.allWorkflows}</Link>
    </span>
  );
  return (
    <Card title={t.package.processes} id="card-processes" beside={t.package.ofCampaign(item.referenceCampaign)} end={<LiveNote heardAt={deliveries.heardAt} />} footer={footer}>
      {problem && <ProblemNote problem={problem} />}
      <div className="pad">
        <dl className="sum">
          <div><dt>{t.things.deliveries}</dt><dd>{n(ran.length)} <small>{t.package.runningPaused(number(ran, 'running'), number(ran, 'paused'))}</small></dd></div>
          <div><dt>{t.things.workflows}</dt><dd>{flows === undefined ? '?' : n(flows.length)} <small>{t.package.runningPaused(number(flows, 'running'), number(flows, 'paused'))}</small></dd></div>
          <div><dt><i className="c-sent" />{t.fields.sent}</dt><dd>{shownTotal('sent')}</dd></div>
          <div><dt><i className="c-fail" />{t.fields.failed}</dt><dd>{shownTotal('failed')}</dd></div>
          <div><dt><i className="c-left" />{t.fields.pending}</dt><dd>{shownTotal('pending')} <small>{together > 0 ? `${n(together)}/s, ${span((total('pending') / together) * 1000)}` : ''}</small></dd></div>
        </dl>
      </div>
      {deliveries.data && <Rows list={{ title: t.things.deliveries, columns, keyOf: (process) => process.code, empty: t.package.noProcesses, style: 'prc' }} items={shown} nameOf={nameOf} isFiltered={false} />}
    </Card>
  );
}

const rank = ({ status }: Process): number => (NEED.includes(status) ? NEED.indexOf(status) : NEED.length);

/** Those that were ever started: a thousand child drafts would fill the page and say nothing. */
function startedOf(kind: 'deliveries' | 'workflows', code: string): string {
  const statuses = PROCESS_STATUSES[kind].filter((status) => status !== 'draft').map((status) => `&status=${status}`);
  return `/${kind}?package=${code}&limit=${MOST}${statuses.join('')}`;
}
