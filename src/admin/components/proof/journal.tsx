import { useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { browserNow } from '../reader/browser-clock.js';
import { changesInWords, codesIn } from './changes.js';
import { commandOf, deedOf, together } from './telling.js';
import { Card, Icon, listPath, Loading, ProblemNote } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { useAnswer, useNames } from '../answers/use-answer.js';
import type { Page } from '../answers/api.js';
import type { JournalEntry } from '../answers/things.js';

const ICONS: Record<string, string> = {
  edit: 'edit', create: 'plus', submit: 'asked', approve: 'okc', reject: 'rej', publish: 'pub', cancel: 'cancel', reinitialize: 'rotate', place: 'order', start: 'play', run: 'play', pause: 'pause', resume: 'play', stop: 'stop', finish: 'check', fail: 'alert', resend: 'notification', import: 'recipient',
  'pre-subscribe': 'order', 'make-available': 'pub', remind: 'clock', 'close-registration': 'clock', 'void-approval': 'rej', 'self-approval': 'okc', 'record-paused': 'pause', 'record-stopped': 'stop', 'stop-draft': 'stop', 'exclude-entity': 'x',
};
const SHOWN = 12;
const MORE = 60;
const MOST = 200;

type NameOf = (code: string | null | undefined) => string;

interface Props {
  subject: string;
  every?: number | null;
  /** Labels of a form's own fields, by name. */
  labels?: Record<string, string>;
  /** What else is known of an entry, told behind it. */
  further?: (entry: JournalEntry) => ReactNode;
}

/** The journal of one thing, newest first, with the refused attempts; what is older, by a button. */
export function Timeline({ subject, every, labels, further }: Props) {
  const { t, n, dates, isLocal } = useReader();
  const [limit, setLimit] = useState(SHOWN);
  const answer = useAnswer<Page<JournalEntry>>(`/journal?subject=${encodeURIComponent(subject)}&sort=-at&limit=${limit}`, { every: every ?? null });
  const [kept, setKept] = useState<Page<JournalEntry>>();
  // More of the same is asked for: what was shown stays until it is there.
  if (answer.data && answer.data !== kept) setKept(answer.data);
  const all = kept?.items ?? [];
  // An order's journal comes whole: a local operator has no other, and gets it so.
  const entries = isLocal ? all : all.slice(0, limit);
  const told = together(entries);
  const nameOf = useNames(entries.flatMap((entry) => [entry.by, ...codesIn(entry.changes ?? [])]));
  const now = browserNow();
  const hasOlder = all.length > entries.length || kept?.nextCursor;
  const footer = hasOlder && (
    <>
      <span>{t.telling.showing(n(entries.length))}</span>
      <span className="end">
        {limit < MOST && (
          <button type="button" className="btn sm" onClick={() => setLimit(Math.min(MOST, limit + MORE))}>
            {t.telling.older}
          </button>
        )}
      </span>
    </>
  );
  return (
    <Card title={t.package.timeline} id="card-journal" end={!isLocal && <Link to={listPath('journal', `?subject=${subject}`)}>{t.package.wholeJournal(subject)}</Link>} footer={footer || undefined}>
      {answer.problem && <ProblemNote problem={answer.problem} retry={answer.reload} />}
      {!kept && !answer.problem && <Loading />}
      {kept && entries.length === 0 && <p className="empty">{t.journal.empty}</p>}
      <ol className="log">
        {told.map(({ entry, times }, index) => (
          <li key={`${entry.at} ${entry.subject} ${entry.command} ${told.length - index}`}>
            <time dateTime={entry.at}>{`${dates.short(entry.at, now)} ${dates.zoneName(entry.at)}`}</time>
            <Icon name={entry.refused ? 'x' : (ICONS[commandOf(entry)] ?? 'dot')} className={entry.refused ? 'no' : ''} />
            <div>
              <JournalLine entry={entry} nameOf={nameOf} labels={labels} further={further?.(entry)} />
              {times > 1 && <span className="muted"> {t.telling.repeated(n(times))}</span>}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** Who did what, what was said, and each field that changed. */
export function JournalLine({ entry, nameOf, labels, further }: { entry: JournalEntry; nameOf: NameOf; labels?: Record<string, string>; further?: ReactNode }) {
  const { t, dates, n } = useReader();
  const who = entry.by === 'system' ? t.telling.relais : nameOf(entry.by);
  const changes = changesInWords(entry.changes ?? [], { t, dates, n, nameOf, ...(labels && { labels }) });
  return (
    <>
      {entry.refused && <b className="no">{t.telling.refused} </b>}
      <b>{who}</b> {deedOf(entry, t)}.{entry.comment && <span className="muted"> {t.quoted(entry.comment)}</span>} {further}
      {changes.length > 0 && (
        <ul className="changed">
          {changes.map(({ label, removed, added }) => (
            <li key={label}>
              {t.pair(label, '')}
              {removed !== null && <del>{removed}</del>} {added !== null && <ins>{added}</ins>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
