import { useRef } from 'react';
import { browserNow } from '../reader/browser-clock.js';
import { useRates } from '../answers/use-rates.js';
import { Card, Icon, LiveNote } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { Cancellation, Step } from '../answers/things.js';

const ICONS = { done: 'okc ok', running: 'spin spin', pending: 'dot' } as const;
const STYLES = { done: 'done', running: 'run', pending: 'todo' } as const;

/** The durable steps: done of total, how fast now, when it last moved. */
export function CascadeSteps({ cancellation, heardAt, isAsked }: { cancellation: Cancellation; heardAt: number | null; isAsked: boolean }) {
  const { t } = useReader();
  const names: Record<string, string> = t.cancellation.steps;
  const lastDone = [...cancellation.steps].reverse().find(({ state }) => state === 'done');
  const rateOf = useRates(cancellation.steps.map(({ name, done }) => ({ code: name, done })), heardAt);
  const movedAt = useLastMoves(cancellation.steps);
  const end = heardAt !== null && (
    <span title={isAsked ? t.cascade.asking : undefined}>
      <LiveNote heardAt={heardAt} />
    </span>
  );
  return (
    <Card title={t.cancellation.cascade} id="card-cascade" end={end}>
      <ol className="steps">
        {cancellation.steps.map((step) => (
          <StepLine key={step.name} step={step} cancellation={cancellation} rate={rateOf(step.name)} movedAt={movedAt(step.name)} />
        ))}
      </ol>
      {/* One polite sentence per step for screen readers, never each tick. */}
      <p className="vh" role="status">
        {lastDone && t.cancellation.sr(names[lastDone.name] ?? lastDone.name, lastDone.done, lastDone.total)}
      </p>
    </Card>
  );
}

/** When each step's count last changed, as seen from here. */
function useLastMoves(steps: Step[]): (name: string) => string | null {
  const moves = useRef(new Map<string, { done: number; at: string | null }>());
  for (const { name, done } of steps) {
    const known = moves.current.get(name);
    if (known?.done !== done) moves.current.set(name, { done, at: known === undefined ? null : browserNow().toISOString() });
  }
  return (name) => moves.current.get(name)?.at ?? null;
}

interface LineProps {
  step: Step;
  cancellation: Cancellation;
  /** Per second over the last seconds; null: not known yet. */
  rate: number | null;
  movedAt: string | null;
}

function StepLine({ step, cancellation, rate, movedAt }: LineProps) {
  const { t, n } = useReader();
  const share = step.total > 0 ? (100 * step.done) / step.total : step.state === 'done' ? 100 : 0;
  const name = t.cancellation.steps[step.name];
  return (
    <li className={STYLES[step.state]} data-step={step.name}>
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
      <div className="num rate muted">{step.state === 'running' ? rate !== null && t.cascade.perSecond(rate) : rateOverAll(step, t.cascade.perSecond)}</div>
      <div className="upd">
        <StepNote step={step} cancellation={cancellation} movedAt={movedAt} />
      </div>
    </li>
  );
}

const ONE_SECOND = 1000;

/** Per second over the step's own time; nothing is said of a step too short to tell. */
function rateOverAll(step: Step, words: (rate: number) => string): string {
  if (step.state !== 'done' || !step.startedAt || !step.finishedAt || step.done === 0) return '';
  const took = Date.parse(step.finishedAt) - Date.parse(step.startedAt);
  return took > 0 ? words(Math.round((step.done * ONE_SECOND) / took)) : '';
}

function StepNote({ step, cancellation, movedAt }: Omit<LineProps, 'rate'>) {
  const { t, dates, took } = useReader();
  const { addresses, sent } = cancellation.notifications;
  const stopped = cancellation.deliveries.filter(({ stoppedAt }) => stoppedAt !== null).length;
  const mails = step.name === 'notifications' && addresses > 0 ? t.cancellation.mails(sent, addresses) : '';
  const stopping = step.name === 'deliveries' && step.state === 'running' ? t.cascade.stopping(stopped, cancellation.deliveries.length - stopped) : '';
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
      {movedAt ? t.cascade.movedAt(dates.second(movedAt)) : step.startedAt && t.cancellation.startedAt(dates.second(step.startedAt))}
      <br />
      {mails || stopping}
    </span>
  );
}
