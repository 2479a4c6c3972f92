import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { browserNow } from './browser-clock.js';
import { Card, Icon, listPath, ProblemNote } from './parts.js';
import { useReader } from './reader.js';
import { useAnswer, useNames } from './use-answer.js';
import type { Page } from './api.js';
import type { JournalEntry } from './things.js';

const ICONS: Record<string, string> = { edit: 'edit', create: 'plus', submit: 'asked', approve: 'okc', reject: 'rej', publish: 'pub', cancel: 'cancel', reinitialize: 'rotate', place: 'order', start: 'play', pause: 'pause', resume: 'play', stop: 'stop', 'pre-subscribe': 'order', 'make-available': 'pub', remind: 'clock', 'close-registration': 'clock', 'void-approval': 'rej' };
const SHOWN = 12;

/** The journal of one thing, newest first, with the refused attempts. */
export function Timeline({ subject, every }: { subject: string; every?: number | null }) {
  const { t, dates, isLocal } = useReader();
  const answer = useAnswer<Page<JournalEntry>>(`/journal?subject=${encodeURIComponent(subject)}&sort=-at&limit=${SHOWN}`, { every: every ?? null });
  // A local operator has no journal but this one, and gets it whole.
  const entries = isLocal ? (answer.data?.items ?? []) : (answer.data?.items ?? []).slice(0, SHOWN);
  const nameOf = useNames(entries.flatMap(({ by }) => by));
  const now = browserNow();
  return (
    <Card title={t.package.timeline} id="card-journal" end={!isLocal && <Link to={listPath('journal', `?subject=${subject}`)}>{t.package.wholeJournal(subject)}</Link>}>
      {answer.problem && <ProblemNote problem={answer.problem} retry={answer.reload} />}
      {answer.data !== undefined && entries.length === 0 && <p className="empty">{t.journal.empty}</p>}
      <ol className="log">
        {entries.map((entry, index) => (
          <li key={`${entry.at} ${entry.command} ${index}`}>
            <time dateTime={entry.at}>{`${dates.short(entry.at, now)} ${dates.zoneName(entry.at)}`}</time>
            <Icon name={entry.refused ? 'x' : (ICONS[commandOf(entry)] ?? 'dot')} />
            <div>
              <JournalLine entry={entry} nameOf={nameOf} />
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

const commandOf = (entry: JournalEntry): string => entry.command.split('.').at(-1) ?? entry.command;

/** Who did what, from what to what, and what was said. */
export function JournalLine({ entry, nameOf }: { entry: JournalEntry; nameOf: (code: string) => string }) {
  const { t } = useReader();
  const words: Record<string, string> = t.journal.commands;
  const verbs: Record<string, string> = t.verbs;
  const command = commandOf(entry);
  const did = entry.refused ? t.journal.tried(verbs[command] ?? command) : (words[command] ?? command);
  const statuses: Record<string, string> = t.status;
  const who = entry.by === 'system' ? t.journal.byRelais : nameOf(entry.by);
  const moved = entry.from && entry.to && entry.from !== entry.to ? t.journal.moved(statuses[entry.from] ?? entry.from, statuses[entry.to] ?? entry.to) : '';
  return (
    <>
      {entry.refused && <b>{t.journal.refused} </b>}
      <b>{who}</b> {did}
      {moved && <span className="muted">{t.pair('', moved)}</span>}.{entry.comment && <span className="muted"> {t.quoted(entry.comment)}</span>}
      {entry.refused && <span className="sub code">{entry.refused}</span>}
      {entry.changes?.map(({ field, from, to }) => <Change key={field} field={field} from={from} to={to} />)}
    </>
  );
}

function Change({ field, from, to }: { field: string; from: unknown; to: unknown }) {
  const { t } = useReader();
  const fields: Record<string, string> = t.fields;
  const value = useValueWords();
  return (
    <div>
      {t.pair(fields[field] ?? field, '')}{from !== null && from !== undefined && <del>{value(from)}</del>} <ins>{value(to)}</ins>
    </div>
  );
}

/** A stored value in words: instants as dates, lists joined, nothing as a dash. */
function useValueWords(): (value: unknown) => ReactNode {
  const { t, dates } = useReader();
  const words = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return t.none;
    if (typeof value === 'boolean') return value ? t.yes : t.no;
    if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT.*Z$/.test(value) ? dates.moment(value) : value;
    if (Array.isArray(value)) return value.length > 4 ? `${value.slice(0, 3).map(words).join(', ')}, +${value.length - 3}` : value.map(words).join(', ') || t.none;
    if (typeof value === 'object') return Object.values(value).map(words).join(', ');
    return String(value);
  };
  return words;
}
