import { useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import { PageHead } from '../frame/page-head.js';
import { Timeline } from '../proof/journal.js';
import { Absent, Card, Code, Facts, Icon, LiveNote, ProblemNote, recordPath, ThingLink } from '../parts/parts.js';
import { ProcessActions } from './process-actions.js';
import { ProcessCourse } from './process-course.js';
import { useConsequences } from './use-consequences.js';
import { WorkflowLine } from './workflow-line.js';
import { useReader } from '../reader/reader.js';
import { ProcessChip } from '../parts/status.js';
import type { Page } from '../answers/api.js';
import type { Process } from '../answers/processes.js';
import { useAnswer, useNames } from '../answers/use-answer.js';

const EVERY_SECOND = 1000;
const EVERY_FIVE_SECONDS = 5000;
const SETTLED: ReadonlySet<string> = new Set(['draft', 'stopped', 'finished', 'failed']);
const MOST_MADE = 60;

/** A workflow: its activities as a line of steps, what it made, and what may be done with it. */
export function WorkflowPage() {
  const { t, isLocal } = useReader();
  const { recordId: code = '' } = useParams();
  const [isSettled, setSettled] = useState(false);
  const every = isSettled ? EVERY_FIVE_SECONDS : EVERY_SECOND;
  const answer = useAnswer<Process>(`/workflows/${encodeURIComponent(code)}`, { every });
  const workflow = answer.data;
  if (workflow && SETTLED.has(workflow.status) !== isSettled) setSettled(!isSettled);
  const made = useAnswer<Page<Process>>(workflow?.startedAt ? `/deliveries?workflow=${workflow.code}&limit=${MOST_MADE}` : null, { every }).data?.items ?? [];
  const entities = workflow?.activities?.flatMap(({ entities: codes = [] }) => codes.slice(0, 6)) ?? [];
  const nameOf = useNames([workflow?.campaign, workflow?.createdBy, workflow?.copyOf, workflow?.entity, ...entities]);
  const consequences = useConsequences('workflows', nameOf);
  if (!workflow) return <Absent problem={answer.problem} retry={answer.reload} />;
  const allowed = workflow.allowed ?? [];
  return (
    <>
      <PageHead
        resource="workflows"
        between={<><ThingLink code={workflow.campaign} label={nameOf(workflow.campaign)} /> <Code>{workflow.campaign}</Code></>}
        title={workflow.label}
        code={workflow.code}
        line={<ProcessLine kind="workflows" process={workflow} />}
        actions={
          !isLocal && (
            <>
              <ProcessActions path={`/workflows/${workflow.code}`} code={workflow.code} label={workflow.label} allowed={allowed} isRunning={workflow.status === 'running'} told={consequences(workflow)} reload={answer.reload} />
              {allowed.includes('edit') && <Link className="btn" to={recordPath('workflows', workflow.code, 'edit')} aria-keyshortcuts="e"><Icon name="edit" />{t.package.edit}</Link>}
            </>
          )
        }
      />
      {answer.problem && <ProblemNote problem={answer.problem} />}
      <ProcessNotes process={workflow} />
      <div className="two">
        <div className="stack">
          <WorkflowLine workflow={workflow} made={made} nameOf={nameOf} />
          {!isLocal && <Timeline subject={workflow.code} every={isSettled ? null : EVERY_SECOND * 3} />}
        </div>
        <div className="stack">
          <ProcessSummary kind="workflows" process={workflow} nameOf={nameOf} heardAt={isSettled ? null : answer.heardAt} />
          <ProcessCourse process={workflow} nameOf={nameOf} />
        </div>
      </div>
    </>
  );
}

/** The chip, since when, and why it is so. */
export function ProcessLine({ kind, process }: { kind: 'workflows' | 'deliveries'; process: Process }) {
  const { t, dates } = useReader();
  return (
    <>
      <ProcessChip of={kind} status={process.status} />
      {process.statusSince && <span>{t.badge.since(dates.moment(process.statusSince))}</span>}
      {process.reason && process.reasonCode === 'by-operator' && <span>{process.reason}</span>}
    </>
  );
}

/** What a reader must know before anything else: why it paused itself or failed, that it is a template, a correction. */
export function ProcessNotes({ process }: { process: Process }) {
  const { t } = useReader();
  const words = t.pages.delivery;
  const needsSomebody = process.reason && process.reasonCode !== 'by-operator' && (process.status === 'paused' || process.status === 'pausing' || process.status === 'failed');
  return (
    <>
      {needsSomebody && (
        <div className={`note mb ${process.status === 'failed' ? 'bad' : 'warn'}`} role="status">
          <Icon name={process.status === 'failed' ? 'alert' : 'pause'} />
          <div className="why">
            <b>{process.reason}</b>
          </div>
        </div>
      )}
      {process.template && <Hint>{words.template}</Hint>}
      {process.target?.reachedBy && <Hint>{words.correction(process.target.reachedBy)}</Hint>}
    </>
  );
}

function Hint({ children }: { children: ReactNode }) {
  return (
    <div className="note mb">
      <Icon name="info" />
      <div className="why">{children}</div>
    </div>
  );
}

/** Where it hangs and who made it. */
export function ProcessSummary({ kind, process, nameOf, heardAt, target }: { kind: 'workflows' | 'deliveries'; process: Process; nameOf: (code: string | null | undefined) => string; heardAt: number | null; target?: string }) {
  const { t } = useReader();
  const words = t.pages.delivery;
  const facts: [string, ReactNode][] = [
    [t.fields.code, <Code key="code">{process.code}</Code>],
    [t.fields.campaign, <><ThingLink code={process.campaign} label={nameOf(process.campaign)} /> <Code>{process.campaign}</Code></>],
    ...(process.package ? ([[t.fields.package, <ThingLink key="package" code={process.package} />]] as [string, ReactNode][]) : []),
    ...(process.entity ? ([[t.fields.entity, <><ThingLink code={process.entity} label={nameOf(process.entity)} /> <Code>{process.entity}</Code></>]] as [string, ReactNode][]) : []),
    ...(target ? ([[t.pages.target.title, target]] as [string, ReactNode][]) : []),
    ...(process.workflow ? ([[t.fields.workflow, <ThingLink key="workflow" code={process.workflow} label={nameOf(process.workflow)} />]] as [string, ReactNode][]) : []),
    ...(process.copyOf ? ([[words.copyOf, <ThingLink key="copy" code={process.copyOf} />]] as [string, ReactNode][]) : []),
    ...(kind === 'deliveries' && process.workers?.length ? ([[words.workers, process.workers.join(', ')]] as [string, ReactNode][]) : []),
    ...(kind === 'workflows' && process.worker ? ([[t.pages.workflow.worker, process.worker]] as [string, ReactNode][]) : []),
    [t.fields.cycle, String(process.cycle)],
  ];
  return (
    <Card title={t.package.summary} id="card-summary" end={heardAt !== null && <LiveNote heardAt={heardAt} />}>
      <Facts facts={facts} />
    </Card>
  );
}
