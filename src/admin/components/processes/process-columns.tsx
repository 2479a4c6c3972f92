import { Link } from 'react-router-dom';
import type { Column } from '../lists/rows.js';
import { Code, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { ProcessChip } from '../parts/status.js';
import type { Process } from '../answers/processes.js';

const DELIVERY_STATUSES = ['draft', 'running', 'pausing', 'paused', 'stopping', 'stopped', 'finished'] as const;

/** Only a workflow can fail as a whole; a delivery counts its failures. */
export const PROCESS_STATUSES = { deliveries: DELIVERY_STATUSES, workflows: [...DELIVERY_STATUSES, 'failed'] } as const;

type Figures = Partial<Pick<Process, 'toDeliver' | 'processed' | 'sent' | 'failed' | 'canceled' | 'uncertain'>>;

export function ProgressBar({ process }: { process: Figures }) {
  const { t } = useReader();
  const { toDeliver = 0, sent = 0, failed = 0, canceled = 0, uncertain = 0, processed = sent + failed + uncertain } = process;
  const share = (part: number): string => `${toDeliver > 0 ? (100 * part) / toDeliver : 0}%`;
  return (
    <>
      <div className="bar" role="progressbar" aria-label={t.package.processed(processed, toDeliver)} aria-valuemin={0} aria-valuemax={toDeliver} aria-valuenow={processed}>
        <i className="sent" style={{ width: share(sent) }} />
        <i className="fail" style={{ width: share(failed) }} />
        <i className="unc" style={{ width: share(uncertain) }} />
        <i className="canc" style={{ width: share(canceled) }} />
      </div>
      <span className="sub">{t.package.processed(processed, toDeliver)}</span>
    </>
  );
}

/** @param ofOneCampaign the page says already which: its code on each row would say nothing */
export function useProcessColumns(kind: 'deliveries' | 'workflows', ofOneCampaign = false): Column<Process>[] {
  const { t, n } = useReader();
  const activityWords = useActivityWords();
  const name: Column<Process> = {
    name: 'process',
    head: kind === 'deliveries' ? t.cancellation.columns.delivery : t.cancellation.columns.workflow,
    cell: (process, nameOf) => (
      <>
        <Link to={recordPath(kind, process.code)}>{process.label}</Link> <Code>{process.code}</Code>
        {!ofOneCampaign && <span className="sub">
          <Code>{process.campaign}</Code> {nameOf(process.campaign) === process.campaign ? '' : nameOf(process.campaign)}
        </span>}
      </>
    ),
  };
  const state: Column<Process> = {
    name: 'state', head: t.fields.state,
    style: 'bare',
    cell: (process) => (
      <>
        <ProcessChip of={kind} status={process.status} />
        {process.template && <span className="sub">{t.fields.template}</span>}
        {process.reason && <span className="sub why-p">{process.reason}</span>}
      </>
    ),
  };
  const modified: Column<Process> = { name: 'modified', head: t.fields.modified, zoned: true, number: true, style: 'nw', cell: (process, _nameOf, when) => when(process.modifiedAt) };
  if (kind === 'workflows') return [name, state, { name: 'activity', head: t.fields.activity, cell: (process) => activityWords(process.activity) || t.none }, modified];
  return [
    name,
    state,
    { name: 'progress', head: t.fields.progress, style: 'prog bare', cell: (process) => (process.status === 'draft' ? t.none : <ProgressBar process={process} />) },
    { name: 'failed', head: t.fields.failed, number: true, cell: (process) => n(process.failed ?? 0) },
    modified,
  ];
}

/** A workflow's activity in words: the one it is in, or one of those it was made of. */
export function useActivityWords(): (activity: unknown) => string {
  const { t, dates } = useReader();
  const types: Record<string, string> = t.process.activity;
  return (activity) => {
    if (typeof activity !== 'object' || activity === null) return '';
    const { type, delivery, until, wakeAt, seconds, by, parts } = activity as Record<string, unknown>;
    const wake = [until, wakeAt].find((at): at is string => typeof at === 'string');
    const words = [
      typeof type === 'string' ? (types[type] ?? type) : '',
      typeof delivery === 'string' ? delivery : '',
      wake ? t.process.until(dates.moment(wake)) : typeof seconds === 'number' ? `${seconds} s` : '',
      typeof by === 'string' ? by : typeof parts === 'number' ? String(parts) : '',
    ];
    return words.filter(Boolean).join(' ');
  };
}
