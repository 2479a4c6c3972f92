import { useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { PageHead } from '../frame/page-head.js';
import { Absent, Card, Code, Facts, Icon, listPath, ProblemNote, ThingLink } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { mailError, whyWords, type MailError } from './mail-errors.js';
import { MailState } from './mail-state.js';
import { useAnswer, useNames } from '../answers/use-answer.js';
import { useCommand } from '../answers/use-command.js';

interface Sending {
  state: string;
  attempts: number;
  acceptedAt: string | null;
  messageId: string | null;
  lastError: string | null;
}

interface Mail extends Sending {
  id: string;
  event: string;
  subject: string;
  package: string | null;
  order: string | null;
  entity: string | null;
  cancellation: string | null;
  address: string;
  cycle: number | null;
  createdAt: string;
  dueAt: string | null;
  outdated: string | null;
  earlier: (Sending & { resentBy: string; resentAt: string })[];
  allowed: string[];
}

const EVERY_TWO_SECONDS = 2000;
const OUTSTANDING: ReadonlySet<string> = new Set(['pending', 'sending']);

/** One mail owed to one address: how it stands, its proof, what went wrong, and how it was sent before. */
export function NotificationPage() {
  const { t, dates, isLocal } = useReader();
  const { recordId: id = '' } = useParams();
  const answer = useAnswer<Mail>(`/notifications/${encodeURIComponent(id)}`, { every: EVERY_TWO_SECONDS });
  const mail = answer.data;
  const nameOf = useNames([mail?.package, mail?.order, mail?.entity, ...(mail?.earlier ?? []).map(({ resentBy }) => resentBy)]);
  if (!mail) return <Absent problem={answer.problem} retry={answer.reload} />;
  const words = t.pages.mail;
  const events: Record<string, string> = t.events;
  const named = (code: string | null): ReactNode => code && (nameOf(code) === code ? <ThingLink code={code} /> : <><ThingLink code={code} label={nameOf(code)} /> <Code>{code}</Code></>);
  const error = mail.lastError === null ? null : mailError(mail.lastError, t);
  const facts: [string, ReactNode][] = [
    [words.to, mail.address],
    ...(mail.entity ? ([[t.fields.entity, named(mail.entity)]] as [string, ReactNode][]) : []),
    [t.fields.package, named(mail.package)],
    ...(mail.order ? ([[t.fields.order, named(mail.order)]] as [string, ReactNode][]) : []),
    ...(mail.cancellation && !isLocal ? ([[words.cancellation, <ThingLink key="cancellation" code={mail.cancellation} />]] as [string, ReactNode][]) : []),
    [t.fields.cycle, mail.cycle === null ? null : String(mail.cycle)],
    [t.fields.created, dates.moment(mail.createdAt)],
  ];
  return (
    <>
      <PageHead
        resource="notifications"
        title={events[mail.event] ?? mail.event}
        code={mail.address}
        line={
          <>
            <MailState mail={mail} />
            {!error?.isHeldBack && <span>{words.tried(mail.attempts)}</span>}
            {mail.dueAt && <span>{t.pair(words.next, dates.moment(mail.dueAt))}</span>}
          </>
        }
        actions={mail.allowed.includes('resend') && <ResendMail mail={mail} reload={answer.reload} />}
      />
      {answer.problem && <ProblemNote problem={answer.problem} />}
      <Fault mail={mail} error={error} />
      <div className="two">
        <div className="stack">
          <Card title={words.proof} id="card-proof">
            <Proof sending={mail} isHeldBack={error?.isHeldBack ?? false} />
          </Card>
          {mail.earlier.length > 0 && (
            <Card title={words.earlier} id="card-earlier">
              <ul className="log">
                {[...mail.earlier].reverse().map((before) => (
                  <li key={before.resentAt}>
                    <time dateTime={before.resentAt}>{dates.moment(before.resentAt)}</time>
                    <Icon name="reply" />
                    <div>
                      <MailState mail={before} /> {words.tried(before.attempts)}. {words.resentBy(nameOf(before.resentBy), dates.moment(before.resentAt))}
                      <span className="sub">{before.acceptedAt ? `${words.accepted}, ${dates.moment(before.acceptedAt)}` : before.lastError && mailError(before.lastError, t).words}</span>
                      {before.messageId && <span className="sub code id">{before.messageId}</span>}
                    </div>
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </div>
        <Card title={words.about} id="card-summary" footer={mail.package ? <Link to={listPath('notifications', `?package=${mail.package}`)}>{words.allOfPackage}</Link> : undefined}>
          <Facts facts={facts} />
        </Card>
      </div>
    </>
  );
}

/** Why it has not arrived, or may not be sent again. */
function Fault({ mail, error }: { mail: Mail; error: MailError | null }) {
  const { t } = useReader();
  const said = [mail.state === 'uncertain' ? t.pages.mail.uncertain : mail.state === 'sent' ? null : (error?.words ?? null), mail.outdated && mail.state === 'sent' ? t.pages.mail.notAgain(whyWords(mail.outdated, t)) : null].filter(Boolean);
  if (said.length === 0) return null;
  const isNeutral = mail.state === 'sent' || error?.isHeldBack;
  return (
    <div className={`note mb ${isNeutral ? '' : mail.state === 'failed' ? 'bad' : 'warn'}`} role="status">
      <Icon name={isNeutral ? 'info' : 'alert'} />
      <div className="why">{said.join(' ')}</div>
    </div>
  );
}

function Proof({ sending, isHeldBack }: { sending: Sending; isHeldBack: boolean }) {
  const { t, dates } = useReader();
  const words = t.pages.mail;
  if (!sending.acceptedAt) return <p className="empty">{isHeldBack ? words.neverGiven : OUTSTANDING.has(sending.state) ? words.noProof : sending.state === 'failed' ? words.neverTaken : words.uncertain}</p>;
  return <Facts facts={[[words.accepted, `${dates.day(sending.acceptedAt)}, ${dates.second(sending.acceptedAt)}`], [words.messageId, sending.messageId && <span key="id" className="code id">{sending.messageId}</span>]]} />;
}

function ResendMail({ mail, reload }: { mail: Mail; reload: () => void }) {
  const { t } = useReader();
  const [isOpen, setOpen] = useState(false);
  const words = t.pages.mail;
  const command = useCommand(() => {
    setOpen(false);
    reload();
  });
  const close = (): void => {
    setOpen(false);
    command.clear();
  };
  return (
    <div className="acts">
      {command.done && <span className="muted" role="status">{command.done}</span>}
      {command.problem && !isOpen && <ProblemNote problem={command.problem} />}
      <button type="button" className="btn" aria-haspopup="dialog" onClick={() => setOpen(true)}><Icon name="notification" />{words.resend}</button>
      {isOpen && <ConfirmDialog title={words.resendTitle(mail.address)} lead={words.resendLead} keep={words.keep} confirm={words.resendConfirm} problem={command.problem} busy={command.running} onConfirm={() => void command.run(`/notifications/${mail.id}/resend`, {}, t.resent)} onClose={close} />}
    </div>
  );
}
