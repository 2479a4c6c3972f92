import { Card, Icon, LiveNote } from './parts.js';
import { useReader } from './reader.js';
import type { Cancellation, Step } from './things.js';

const ICONS = { done: 'okc ok', running: 'spin spin', pending: 'dot' } as const;
const STYLES = { done: 'done', running: 'run', pending: 'todo' } as const;

/** The durable steps: done of total, how fast, since when. */
export function CascadeSteps({ cancellation, heardAt }: { cancellation: Cancellation; heardAt: number | null }) {
  const { t } = useReader();
  const names: Record<string, string> = t.cancellation.steps;
  const lastDone = [...cancellation.steps].reverse().find(({ state }) => state === 'done');
  return (
    <Card title={t.cancellation.cascade} id="card-cascade" end={heardAt !== null && <LiveNote heardAt={heardAt} />}>
      <ol className="steps">
        {cancellation.steps.map((step) => (
          <StepLine key={step.name} step={step} cancellation={cancellation} />
        ))}
      </ol>
      {/* One polite sentence per step for screen readers, never each tick. */}
      <p className="vh" role="status">
        {lastDone && t.cancellation.sr(names[lastDone.name] ?? lastDone.name, lastDone.done, lastDone.total)}
      </p>
    </Card>
  );
}

function StepLine({ step, cancellation }: { step: Step; cancellation: Cancellation }) {
  const { t, n } = useReader();
  const share = step.total > 0 ? (100 * step.done) / step.total : step.state === 'done' ? 100 : 0;
  const name = t.cancellation.steps[step.name];
  return (
    <li className={STYLES[step.state]}>
      <Icon name={ICONS[step.state]} />
      <div>
        <b>{name}</b>
        <span className="vh">: {t.cancellation.state[step.state]}</span>
      </div>
      <div className="bar" role="progressbar" aria-label={name} aria-valuemin={0} aria-valuemax={step.total} aria-valuenow={step.done}>
        <i className={step.state === 'done' ? 'done' : ''} style={{ width: `${share}%` }} />
      </div>
      <div className="num cnt">
        <b>{n(step.done)}</b> {t.cancellation.of(step.total)}
      </div>
      <div className="num rate muted">{rateOf(step, n)}</div>
      <div className="upd">
        <StepNote step={step} cancellation={cancellation} />
      </div>
    </li>
  );
}

const ONE_SECOND = 1000;

/** Per second over the step's own time; nothing is said of a step too short to tell. */
function rateOf(step: Step, n: (value: number) => string): string {
  if (step.state !== 'done' || !step.startedAt || !step.finishedAt || step.done === 0) return '';
  const took = Date.parse(step.finishedAt) - Date.parse(step.startedAt);
  return took > 0 ? `${n(Math.round((step.done * ONE_SECOND) / took))}/s` : '';
}

function StepNote({ step, cancellation }: { step: Step; cancellation: Cancellation }) {
  const { t, dates, took } = useReader();
  const { addresses, sent } = cancellation.notifications;
  const mails = step.name === 'notifications' && addresses > 0 ? t.cancellation.mails(sent, addresses) : '';
  if (step.state === 'done' && step.finishedAt) {
    const within = step.startedAt === null ? '' : t.cancellation.within(took(Date.parse(step.finishedAt) - Date.parse(step.startedAt)));
    return (
      <span className="sub">
        {t.cancellation.doneAt(dates.second(step.finishedAt))}
        <br />
        {mails || within}
      </span>
    );
  }
  if (step.state === 'pending') return <span className="sub">{step.name === 'notifications' ? t.cancellation.waits : t.cancellation.waitsTurn}</span>;
  return (
    <span className="sub">
      {step.startedAt && t.cancellation.startedAt(dates.second(step.startedAt))}
      <br />
      {mails}
    </span>
  );
}
