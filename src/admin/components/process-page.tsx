import { useState, type ReactNode } from 'react';
import { useParams } from 'react-router-dom';
import { ConfirmDialog } from './confirm-dialog.js';
import { Timeline } from './journal.js';
import { PageHead } from './page-head.js';
import { Absent, Card, Code, Facts, Icon, LiveNote, ProblemNote, ThingLink } from './parts.js';
import { ProgressBar, useActivityWords } from './process-columns.js';
import { useReader } from './reader.js';
import { ProcessChip } from './status.js';
import type { Process } from './things.js';
import { useAnswer, useNames } from './use-answer.js';
import { useCommand } from './use-command.js';

const EVERY_SECOND = 1000;

/** A workflow or a delivery: what it does, live figures, and start, pause, resume, stop. */
export function ProcessPage({ kind }: { kind: 'workflows' | 'deliveries' }) {
  const { t, dates, isLocal } = useReader();
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<Process>(`/${kind}/${encodeURIComponent(code)}`, { every: EVERY_SECOND });
  const process = answer.data;
  const nameOf = useNames([process?.campaign]);
  const activityWords = useActivityWords();
  if (!process) return <Absent problem={answer.problem} retry={answer.reload} />;
  const at = (instant: string | null | undefined): ReactNode => (instant ? dates.moment(instant) : null);
  const facts: [string, ReactNode][] = [
    [t.fields.code, <Code key="code">{process.code}</Code>],
    [t.fields.campaign, <><ThingLink code={process.campaign} label={nameOf(process.campaign)} /> <Code>{process.campaign}</Code></>],
    [t.fields.template, process.template ? t.yes : t.no],
    [t.fields.workflow, process.workflow && <ThingLink code={process.workflow} />],
    ...(kind === 'workflows' ? ([[t.fields.activity, activityWords(process.activity)]] as [string, ReactNode][]) : ([[t.fields.subject, process.subject], [t.fields.rate, process.ratePerSecond]] as [string, ReactNode][])),
    [t.fields.started, at(process.startedAt)],
    [t.fields.stopped, at(process.stoppedAt)],
    [t.fields.finished, at(process.finishedAt)],
    [t.fields.cycle, String(process.cycle)],
  ];
  return (
    <>
      <PageHead
        resource={kind}
        between={<><ThingLink code={process.campaign} label={nameOf(process.campaign)} /> <Code>{process.campaign}</Code></>}
        title={process.label}
        code={process.code}
        line={
          <>
            <ProcessChip status={process.status} />
            {process.statusSince && <span>{t.badge.since(dates.moment(process.statusSince))}</span>}
            {process.reason && <span>{process.reason}</span>}
          </>
        }
        actions={!isLocal && <ProcessActions path={`/${kind}/${process.code}`} thing={process} stopWhy={t.process.stopWhy} reload={answer.reload} />}
      />
      {answer.problem && <ProblemNote problem={answer.problem} />}
      <div className="two">
        <div className="stack">
          {kind === 'deliveries' && <Figures process={process} heardAt={answer.heardAt} />}
          {kind === 'workflows' && <Activities process={process} />}
          {!isLocal && <Timeline subject={process.code} />}
        </div>
        <Card title={t.package.summary} id="card-summary">
          <Facts facts={facts} />
        </Card>
      </div>
    </>
  );
}

function Figures({ process, heardAt }: { process: Process; heardAt: number | null }) {
  const { t, n } = useReader();
  const figures: [string, number | undefined, string][] = [
    [t.fields.toDeliver, process.toDeliver, ''], [t.fields.sent, process.sent, 'c-sent'], [t.fields.failed, process.failed, 'c-fail'],
    [t.fields.pending, process.pending, 'c-left'], [t.fields.canceled, process.canceled, 'c-canc'], [t.fields.uncertain, process.uncertain, 'c-unc'],
  ];
  return (
    <Card title={t.process.figures} id="card-figures" end={<LiveNote heardAt={heardAt} />}>
      <div className="pad halt">
        <ProgressBar process={process} />
        <dl className="sum">
          {figures.map(([name, value, style]) => (
            <div key={name}>
              <dt>{style && <i className={style} />}{name}</dt>
              <dd>{value === undefined ? '?' : n(value)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Card>
  );
}

function Activities({ process }: { process: Process }) {
  const { t } = useReader();
  const activityWords = useActivityWords();
  const activities = process.activities ?? [];
  const present = process.activity?.index;
  return (
    <Card title={t.process.activities} id="card-activities">
      <ol className="days pad">
        {activities.map((activity, index) => (
          <li key={index} aria-current={index === present ? 'step' : undefined}>
            <Icon name={present === undefined || index > present ? 'dot' : index === present ? 'right' : 'check'} />
            <span>
              {activityWords(activity)}
              <span className="sub">{t.process.activityOf(index + 1, activities.length)}</span>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** Start, pause, resume and stop, of a process or of all of a campaign; only those allowed now. */
export function ProcessActions({ path, thing, stopWhy, reload }: { path: string; thing: { code: string; allowed?: string[] }; stopWhy: string; reload: () => void }) {
  const { t } = useReader();
  const [stopOpen, setStopOpen] = useState(false);
  const command = useCommand(() => {
    setStopOpen(false);
    reload();
  });
  const may = (name: string): boolean => thing.allowed?.includes(name) ?? false;
  const run = (name: 'start' | 'pause' | 'resume' | 'stop'): void => void command.run(`${path}/${name}`, {}, t.package.done[name]);
  return (
    <div className="acts" role="group" aria-label={t.package.actions}>
      {command.done && <span className="muted" role="status">{command.done}</span>}
      {command.problem && !stopOpen && <ProblemNote problem={command.problem} />}
      {may('start') && <button type="button" className="btn main" disabled={command.running} onClick={() => run('start')}><Icon name="play" />{t.process.start}</button>}
      {may('resume') && <button type="button" className="btn main" disabled={command.running} onClick={() => run('resume')}><Icon name="play" />{t.process.resume}</button>}
      {may('pause') && <button type="button" className="btn" disabled={command.running} onClick={() => run('pause')}><Icon name="pause" />{t.process.pause}</button>}
      {may('stop') && <button type="button" className="btn quiet asks" aria-haspopup="dialog" onClick={() => setStopOpen(true)}><Icon name="stop" />{t.process.stop}</button>}
      {stopOpen && <ConfirmDialog title={t.process.stopTitle(thing.code)} lead={stopWhy} keep={t.process.keepRunning} confirm={`${t.process.stop.replace('…', '')} ${thing.code}`} danger problem={command.problem} busy={command.running} onConfirm={() => run('stop')} onClose={() => { setStopOpen(false); command.clear(); }} />}
    </div>
  );
}
