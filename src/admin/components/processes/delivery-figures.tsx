import { Card, LiveNote } from '../parts/parts.js';
import { ProgressBar } from './process-columns.js';
import { useReader } from '../reader/reader.js';
import { share } from './use-consequences.js';
import type { Process } from '../answers/processes.js';

type Figures = Partial<Pick<Process, 'toDeliver' | 'sent' | 'failed' | 'pending' | 'canceled' | 'uncertain'>>;

/** Figures that add up, each in its colour of the bar. */
export function FigureList({ figures, pendingNote }: { figures: Figures; pendingNote?: string }) {
  const { t, n } = useReader();
  const rows: [string, number | undefined, string, string?][] = [
    [t.fields.toDeliver, figures.toDeliver, ''], [t.fields.sent, figures.sent, 'c-sent'], [t.fields.failed, figures.failed, 'c-fail'],
    [t.fields.uncertain, figures.uncertain, 'c-unc'], [t.fields.pending, figures.pending, 'c-left', pendingNote], [t.fields.canceled, figures.canceled, 'c-canc'],
  ];
  return (
    <dl className="sum">
      {rows.map(([name, value, style, note]) => (
        <div key={name}>
          <dt>
            {style && <i className={style} />}
            {name}
          </dt>
          <dd>
            {value === undefined ? '?' : n(value)} {note && <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What became of the messages, how fast, and how long the rest will take. */
export function DeliveryFigures({ process, heardAt, rate }: { process: Process; heardAt: number | null; rate: number | null }) {
  const { t, n, dates, span } = useReader();
  const words = t.pages.delivery;
  const { status, pending = 0, lastMessageAt, lastRefusal, ratePerSecond, maxFailureRate } = process;
  const isMoving = status === 'running' || status === 'pausing' || status === 'stopping';
  const left = status === 'running' && rate ? words.about(span((pending / rate) * 1000)) : undefined;
  const facts: [string, string][] = [
    ...(isMoving ? ([[words.rate, rate === null ? '?' : `${n(rate)}/s`]] as [string, string][]) : []),
    [words.limit, words.limitOf(ratePerSecond ?? 0)],
    [words.threshold, words.over(t.pages.percent(n(share(maxFailureRate))))],
    [words.lastMessage, lastMessageAt ? `${dates.day(lastMessageAt)}, ${dates.second(lastMessageAt)}` : words.none],
    ...(lastRefusal ? ([[words.lastRefusal, words.refusedAt(lastRefusal.reply, dates.second(lastRefusal.at), lastRefusal.isTemporary)]] as [string, string][]) : []),
  ];
  return (
    <Card title={t.process.figures} id="card-figures" end={isMoving && <LiveNote heardAt={heardAt} />}>
      <div className="pad figures">
        {status === 'draft' ? <p className="muted">{words.notStarted}</p> : <><ProgressBar process={process} /><FigureList figures={process} pendingNote={left} /></>}
        <dl className="inline">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Card>
  );
}
