import { Link } from 'react-router-dom';
import type { Counts, Page } from '../answers/api.js';
import { Rows, type Column } from '../lists/rows.js';
import { Card, listPath, LiveNote, ProblemNote } from '../parts/parts.js';
import { useProcessColumns } from '../processes/process-columns.js';
import { numberOf, sum } from '../reader/figures.js';
import { useReader } from '../reader/reader.js';
import type { DeliverySums, Process } from '../answers/processes.js';
import type { CampaignPackage } from '../answers/things.js';
import { useAnswer, useNames, type Answer } from '../answers/use-answer.js';
import { useRates } from '../answers/use-rates.js';

const EVERY_SECOND = 1000;
const EVERY_FIVE_SECONDS = 5000;
const SHOWN = 8;
const READ = 100;
const NEED: readonly string[] = ['paused', 'stopping', 'pausing', 'running'];

type Processes = Page<Process> & { counts?: Counts; figures?: DeliverySums };

/** What runs of a collaborative package: figures of all of it that add up, and those that need somebody first. */
export function PackageProcesses({ item }: { item: CampaignPackage }) {
  const { t, n, span } = useReader();
  const { deliveries, workflows, sums } = useProcesses(item);
  const words = t.pages.pkg;
  const rateOf = useRates([...(deliveries.data?.items ?? []).map(({ code, processed = 0 }) => ({ code, done: processed })), { code: item.code, done: sums.data?.figures?.processed ?? 0 }], sums.heardAt);
  const rate: Column<Process> = { name: 'perSecond', head: t.fields.perSecond, number: true, style: 'nw', cell: ({ code, status }) => (status !== 'running' ? t.none : rateOf(code) === null ? '?' : `${n(rateOf(code) ?? 0)}/s`) };
  const columns = [...useProcessColumns('deliveries').slice(0, -1), rate];
  const live = [...(deliveries.data?.items ?? [])].sort((a, b) => rank(a) - rank(b));
  const shown = live.slice(0, SHOWN);
  const nameOf = useNames([item.referenceCampaign, ...shown.map(({ campaign }) => campaign)]);
  // A local package's children are the entities' own.
  if (!item.referenceCampaign || item.kind === 'local') return null;
  const figures = sums.data?.figures;
  // Of more deliveries than are added up, each sum is at least so much.
  const total = (value: number | undefined): string => (value === undefined ? '?' : n(typeof figures?.of === 'string' ? `${value}+` : value));
  const count = (processes: Processes | undefined, ...statuses: string[]): number | string => sum(statuses.map((status) => processes?.counts?.status[status] ?? 0));
  const together = rateOf(item.code);
  const pending = figures?.pending ?? 0;
  const isRunning = numberOf(count(sums.data, 'running')) > 0;
  const rest = isRunning && together ? `${n(together)}/s${pending > 0 ? `, ${words.rest(span((pending / together) * 1000))}` : ''}` : '';
  const problem = sums.problem ?? workflows.problem;
  const footer = (
    <>
      {live.length > 0 && <span>{words.shown(shown.length, count(sums.data, ...NEED))}</span>}
      <span className="end">
        <Link to={listPath('deliveries', `?package=${item.code}`)}>{t.package.allDeliveries}</Link>
        <Link to={listPath('workflows', `?package=${item.code}`)}>{t.package.allWorkflows}</Link>
      </span>
    </>
  );
  const running = (processes: Processes | undefined) => (processes?.counts ? <>{n(count(processes, 'running'))} <small>{words.running(count(processes, 'paused'))}</small></> : '?');
  return (
    <Card title={t.package.processes} id="card-processes" beside={t.package.ofCampaign(item.referenceCampaign)} end={<LiveNote heardAt={sums.heardAt} />} footer={footer}>
      {problem && <ProblemNote problem={problem} />}
      <div className="pad">
        <dl className="sum">
          <div><dt>{t.things.deliveries}</dt><dd>{running(sums.data)}</dd></div>
          <div><dt>{t.things.workflows}</dt><dd>{running(workflows.data)}</dd></div>
          <div><dt><i className="c-sent" />{t.fields.sent}</dt><dd>{total(figures?.sent)}</dd></div>
          <div><dt><i className="c-fail" />{t.fields.failed}</dt><dd>{total(figures?.failed)}</dd></div>
          <div><dt><i className="c-left" />{t.fields.pending}</dt><dd>{total(figures?.pending)} <small>{rest}</small></dd></div>
          {numberOf(figures?.uncertain) > 0 && <div><dt><i className="c-unc" />{t.fields.uncertain}</dt><dd>{total(figures?.uncertain)}</dd></div>}
          {numberOf(figures?.canceled) > 0 && <div><dt><i className="c-canc" />{t.fields.canceled}</dt><dd>{total(figures?.canceled)}</dd></div>}
        </dl>
      </div>
      {deliveries.data && shown.length > 0 && <Rows list={{ title: t.things.deliveries, columns, keyOf: (process) => process.code, style: 'prc' }} items={shown} nameOf={nameOf} isFiltered={false} />}
      {deliveries.data && shown.length === 0 && <p className="empty">{t.package.noProcesses}</p>}
    </Card>
  );
}

const rank = ({ status }: Process): number => NEED.indexOf(status);

/** Those that are under way or need somebody, and what all that ever started come to. */
function useProcesses(item: CampaignPackage): Record<'deliveries' | 'workflows' | 'sums', Answer<Processes>> {
  const scope = `package=${item.code}&cycle=${item.cycle}&template=false`;
  const isAlive = item.referenceCampaign && item.kind === 'collaborative';
  const sums = useAnswer<Processes>(isAlive ? `/deliveries?${scope}&limit=1&counts=true&figures=true` : null, { every: EVERY_SECOND });
  const workflows = useAnswer<Processes>(isAlive ? `/workflows?${scope}&limit=1&counts=true` : null, { every: EVERY_FIVE_SECONDS });
  const needing = NEED.map((status) => `&status=${status}`).join('');
  const deliveries = useAnswer<Processes>(isAlive ? `/deliveries?${scope}${needing}&limit=${READ}` : null, { every: EVERY_SECOND });
  return { deliveries, workflows, sums };
}
