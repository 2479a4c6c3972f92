import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { browserNow } from '../reader/browser-clock.js';
import { Card, Code, Icon, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { CampaignPackage, PlannedReminder } from '../answers/things.js';

type NameOf = (code: string | null | undefined) => string;

/** Who was asked, by whom and until when; who decided, when and why; and the reminders on the way. */
export function Approvals({ item, nameOf }: { item: CampaignPackage; nameOf: NameOf }) {
  const { t, dates } = useReader();
  const words = t.life.approvals;
  const decided = item.approval ?? item.rejection;
  const others = item.reviewers.filter((reviewer) => reviewer !== decided?.by);
  const isPending = item.status === 'pending-approval';
  // Approved without a submission, where nobody is named: there is nothing to say of one.
  const unasked = decided || item.cancellation ? undefined : t.package.notSubmitted;
  const footer = item.submittedBy && item.submittedAt ? words.asked(nameOf(item.submittedBy), dates.moment(item.submittedAt)) : unasked;
  const noteOf = (): string => (decided ? t.package.notNeeded : isPending ? t.package.waits : words.notAsked);
  return (
    <Card title={t.package.approvals} id="card-approvals" footer={footer}>
      <YourPart item={item} />
      <ul className="people pad">
        {item.approval && <Person icon="okc" style="ok" who={<b>{t.package.approved(nameOf(item.approval.by))}</b>} note={`${dates.moment(item.approval.at)}${item.approval.comment ? `. ${t.quoted(item.approval.comment)}` : ''}`} />}
        {item.rejection && <Person icon="rej" style="no" who={<b>{t.package.rejected(nameOf(item.rejection.by))}</b>} note={`${dates.moment(item.rejection.at)}. ${t.quoted(item.rejection.comment)}`} />}
        {others.map((reviewer) => (
          <Person key={reviewer} icon="dot" style="" who={nameOf(reviewer)} note={noteOf()} />
        ))}
        {item.reviewers.length === 0 && !decided && <li className="alone">{t.package.noReviewer}</li>}
        {item.cancellation && <Person icon="cancel" style="" who={<b>{t.package.canceledBy(nameOf(item.cancellation.by))}</b>} note={<>{dates.moment(item.cancellation.at)}{item.cancellation.comment && `. ${t.quoted(item.cancellation.comment)}`}{item.cancellation.code && <><br /><Link to={recordPath('cancellations', item.cancellation.code)}>{t.package.seeCancellation}</Link> <Code>{item.cancellation.code}</Code></>}</>} />}
      </ul>
      {item.plannedReminders.length > 0 && <PlannedReminders planned={item.plannedReminders} isPending={isPending} />}
    </Card>
  );
}

/** What the approval asks of this reader, and until when. */
function YourPart({ item }: { item: CampaignPackage }) {
  const { t, dates, away, operator } = useReader();
  if (item.status !== 'pending-approval' || !item.approvalDeadline) return null;
  const words = t.life.approvals;
  const until = item.approvalDeadline;
  const isOver = Date.parse(until) <= browserNow().getTime();
  const mayDecide = item.allowed?.includes('approve') ?? false;
  const yours = mayDecide ? words.yours : item.submittedBy === operator.email ? words.own : words.notYours;
  return (
    <p className="pad until">
      <span className={isOver ? 'lt' : undefined}>{isOver ? words.passed(dates.moment(until), away(until)) : words.until(dates.moment(until), away(until))}</span>
      {(mayDecide || !isOver) && <span className="sub">{yours}</span>}
    </p>
  );
}

function PlannedReminders({ planned, isPending }: { planned: PlannedReminder[]; isPending: boolean }) {
  const { t, dates, away } = useReader();
  const words = t.life.reminders;
  const line = ({ at, remindedAt }: PlannedReminder): string => {
    if (remindedAt) return words.sent(dates.moment(remindedAt));
    return isPending ? words.ahead(dates.moment(at), away(at)) : words.missed(dates.moment(at));
  };
  return (
    <section className="within" aria-labelledby="card-reminders">
      <h3 id="card-reminders">{words.planned}</h3>
      <ul className="people">
        {planned.map((reminder) => (
          <li key={`${reminder.from} ${reminder.at}`}>
            <Icon name={reminder.remindedAt ? 'check' : isPending ? 'clock' : 'dot'} className={reminder.remindedAt ? 'ok' : ''} />
            <span>{line(reminder)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Person({ icon, style, who, note }: { icon: string; style: string; who: ReactNode; note: ReactNode }) {
  return (
    <li>
      <Icon name={icon} className={style} />
      <span>
        {who}
        <span className="sub">{note}</span>
      </span>
    </li>
  );
}
