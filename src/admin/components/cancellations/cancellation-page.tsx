import { Link, useParams } from 'react-router-dom';
import { CascadeSteps } from './cascade-steps.js';
import { HaltReport } from './halt-report.js';
import { Waiting } from './waiting.js';
import { WorkflowReport } from './workflow-report.js';
import { Absent, Code, Crumbs, Icon, listPath, ProblemNote, ThingLink } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { Cancellation } from '../answers/things.js';
import { useLive } from '../answers/use-live.js';
import { useNames, useTick } from '../answers/use-answer.js';

/** Without the figures of each entity: those are asked for where somebody opens a delivery. */
const LIGHT = 'entities=false';
const isFinished = ({ state }: Cancellation): boolean => state === 'finished';

/** A cancel and what follows from it: two facts side by side, never one bar for both. */
export function CancellationPage() {
  const { t } = useReader();
  const { recordId: code = '' } = useParams();
  const { data: cancellation, problem, heardAt, by, reload } = useLive<Cancellation>(`/cancellations/${encodeURIComponent(code)}`, LIGHT, isFinished);
  const nameOf = useNames([cancellation?.package, cancellation?.by, cancellation?.correction?.by]);
  if (!cancellation) return <Absent problem={problem} retry={reload} />;
  const label = nameOf(cancellation.package);
  return (
    <>
      <Crumbs>
        {[
          <Link key="list" to={listPath('cancellations')}>{t.things.cancellations}</Link>,
          <span key="package"><ThingLink code={cancellation.package} label={label} /> <Code>{cancellation.package}</Code></span>,
          <span key="code">{t.cancellation.cancellation} <Code>{cancellation.code}</Code></span>,
        ]}
      </Crumbs>
      <div className="head">
        <div>
          <h1>
            {t.cancellation.title(cancellation.order ?? label)} <span className="code h">{cancellation.code}</span>
          </h1>
          <div className="line">
            <span>
              {t.cancellation.by} <b>{nameOf(cancellation.by)}</b>
            </span>
            {cancellation.comment && <span>{t.quoted(cancellation.comment)}</span>}
          </div>
        </div>
      </div>
      {problem && <ProblemNote problem={problem} />}
      <Truth cancellation={cancellation} />
      <div className="stack">
        {cancellation.steps.length > 0 && <CascadeSteps cancellation={cancellation} heardAt={cancellation.state === 'running' ? heardAt : null} isAsked={by === 'asking'} />}
        <Waiting cancellation={cancellation} />
        {cancellation.steps.length > 0 && <HaltReport cancellation={cancellation} reload={reload} />}
        {cancellation.workflows.length > 0 && <WorkflowReport cancellation={cancellation} />}
      </div>
    </>
  );
}

function Truth({ cancellation }: { cancellation: Cancellation }) {
  const { t, dates, span, took } = useReader();
  const now = useTick(1000);
  const done = cancellation.steps.filter(({ state }) => state === 'done').length;
  const orders = cancellation.steps.find(({ name }) => name === 'orders')?.total ?? 0;
  const isLocal = cancellation.steps.length === 0;
  const { outstanding } = cancellation.notifications ?? { outstanding: 0 };
  const what = cancellation.order ? t.cancellation.order : isLocal ? t.cancellation.local : t.cancellation.allOrders(orders);
  const duration = cancellation.finishedAt ? took(Date.parse(cancellation.finishedAt) - Date.parse(cancellation.canceledAt)) : '';
  return (
    <div className="card truth">
      <div>
        <Icon name="cancel" />
        <div>
          <h2>{t.cancellation.truth}</h2>
          <p>
            <b>{t.cancellation.since(`${dates.day(cancellation.canceledAt)}, ${dates.second(cancellation.canceledAt)}`)}</b> {what}
          </p>
        </div>
      </div>
      {cancellation.state === 'finished' && cancellation.finishedAt ? (
        <div role="status">
          <Icon name="okc" className="ok" />
          <div>
            <h2>{t.cancellation.finished(dates.second(cancellation.finishedAt))}</h2>
            <p>
              {isLocal ? t.cancellation.nothing : <><b>{t.cancellation.finishedIn(duration)}</b> {outstanding > 0 ? t.cancellation.outstanding(outstanding) : cancellation.order ? t.cancellation.allRecorded : t.cancellation.allTold}</>}
            </p>
          </div>
        </div>
      ) : (
        <div>
          <Icon name="spin" className="spin" />
          <div>
            <h2>
              <span role="status">{t.cancellation.running(done, cancellation.steps.length)}</span>
            </h2>
            <p>
              <b>{t.cancellation.runningFor(span(Math.max(0, now.getTime() - Date.parse(cancellation.canceledAt))))}</b> {t.cancellation.runningWhat}
            </p>
          </div>
        </div>
      )}
    </div>
  );
}
