import type { ReactNode } from 'react';
import { Card, Icon, ThingLink } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { useTick } from '../answers/use-answer.js';
import type { Process } from '../answers/processes.js';

type NameOf = (code: string | null | undefined) => string;
interface Mark {
  name: string;
  at: string | null;
  icon: string;
  style?: string;
  note?: ReactNode;
}

/** What was asked of a process and when it was done: requested, under way, done, each with its time. */
export function ProcessCourse({ process, nameOf }: { process: Process; nameOf: NameOf }) {
  const { t, dates } = useReader();
  const marks = useCourse(process, nameOf);
  return (
    <Card title={t.pages.asked.title} id="card-course">
      <ol className="days pad">
        {marks.map(({ name, at, icon, style = '', note }) => (
          <li key={name} className={style}>
            <Icon name={icon} className={icon === 'spin' ? 'spin' : ''} />
            <span>
              {name}
              {at && <span className="sub">{`${dates.day(at)}, ${dates.second(at)}`}</span>}
            </span>
            {note && <span className="far">{note}</span>}
          </li>
        ))}
      </ol>
    </Card>
  );
}

const PAUSED: ReadonlySet<string> = new Set(['pausing', 'paused']);
const STOPPED: ReadonlySet<string> = new Set(['stopping', 'stopped']);

function useCourse(process: Process, nameOf: NameOf): Mark[] {
  const { t, took } = useReader();
  const now = useTick(1000);
  const words = t.pages.asked;
  const { status, startedAt, requestedAt, pausedAt, stoppedAt, finishedAt, statusSince } = process;
  const marks: Mark[] = [{ name: words.made, at: process.createdAt, icon: 'check', note: process.createdBy === 'system' ? t.telling.relais : nameOf(process.createdBy) }];
  if (startedAt) marks.push({ name: words.started, at: startedAt, icon: 'check' });
  const isHalt = PAUSED.has(status) || STOPPED.has(status);
  // A draft, or a paused one, stops at once: nothing was in flight.
  const isAtOnce = Boolean(requestedAt && stoppedAt && requestedAt === stoppedAt);
  if (isHalt && requestedAt && !isAtOnce) marks.push({ name: STOPPED.has(status) ? words.stopAsked : words.pauseAsked, at: requestedAt, icon: 'check' });
  const after = (at: string | null | undefined): string => (requestedAt && at && !isAtOnce ? words.took(took(Date.parse(at) - Date.parse(requestedAt))) : words.atOnce);
  if (status === 'pausing' || status === 'stopping') marks.push({ name: words.underWay, at: null, icon: 'spin', style: 'now', note: requestedAt ? words.since(took(Math.max(0, now.getTime() - Date.parse(requestedAt)))) : undefined });
  if (status === 'paused') marks.push({ name: words.paused, at: pausedAt ?? statusSince, icon: 'pause', note: after(pausedAt ?? statusSince) });
  if (status === 'stopped') marks.push({ name: words.stopped, at: stoppedAt, icon: 'stop', note: after(stoppedAt) });
  if (status === 'finished') marks.push({ name: words.finished, at: finishedAt ?? statusSince, icon: 'okc', note: startedAt && finishedAt ? words.took(took(Date.parse(finishedAt) - Date.parse(startedAt))) : undefined });
  if (status === 'failed') marks.push({ name: words.failed, at: finishedAt ?? statusSince, icon: 'alert' });
  if (process.cancellation) marks.push({ name: t.cancellation.cancellation, at: null, icon: 'cancel', note: <ThingLink code={process.cancellation} /> });
  return marks;
}
