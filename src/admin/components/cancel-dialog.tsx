import { useEffect, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { Dialog } from './dialog.js';
import { Code, Icon, ProblemNote, recordPath } from './parts.js';
import { useReader } from './reader.js';
import type { CampaignPackage, Consequences } from './things.js';
import { useAnswer, useNames } from './use-answer.js';
import { useCommand } from './use-command.js';

const LIVE_STATUSES = ['available', 'approved', 'ordered', 'draft'] as const;
const EVERY_TWO_SECONDS = 2000;

/** Repeats the package, counts what hangs on it, takes a comment; only then the red button. */
export function CancelDialog({ item, onClose }: { item: CampaignPackage; onClose: () => void }) {
  const { t } = useReader();
  const navigate = useNavigate();
  const [comment, setComment] = useState('');
  const command = useCommand(() => undefined);
  const isLocal = item.kind === 'local';
  const consequences = useAnswer<Consequences>(`/packages/${item.code}/consequences`, { every: EVERY_TWO_SECONDS });
  const orders = isLocal ? 0 : (consequences.data?.orders ?? 0);

  const isCounted = isLocal || consequences.data !== undefined;
  // The counts arrive above the comment and push it down: the reader stays where they type.
  useEffect(() => {
    if (isCounted) document.activeElement?.scrollIntoView({ block: 'nearest' });
  }, [isCounted]);

  const confirm = async (): Promise<void> => {
    const answer = await command.run<{ cancellation: string }>(`/packages/${item.code}/cancel`, comment.trim() ? { comment: comment.trim() } : {}, t.package.done.cancel);
    if (answer) navigate(recordPath('cancellations', answer.cancellation));
  };
  const footer = (
    <>
      <p>{isLocal ? t.cancel.undoLocal : t.cancel.undo}</p>
      <button type="button" className="btn lg" onClick={onClose}>
        {t.cancel.keep}
      </button>
      <button type="button" className="btn danger lg" disabled={command.running || !isCounted} onClick={() => void confirm()}>
        {t.cancel.confirm(item.code, orders)}
      </button>
    </>
  );
  return (
    <Dialog title={t.cancel.title(item.label)} lead={t.cancel.lead} region={t.cancel.region} onClose={onClose} footer={footer}>
      {command.problem && <ProblemNote problem={command.problem} />}
      <RepeatedFacts item={item} />
      <section aria-labelledby="cancel-does">
        <h2 id="cancel-does">{t.cancel.does}</h2>
        {consequences.problem && <ProblemNote problem={consequences.problem} retry={consequences.reload} />}
        {isLocal ? <LocalConsequences item={item} /> : consequences.data ? <CollaborativeConsequences item={item} consequences={consequences.data} /> : <p className="muted" role="status"><Icon name="spin" className="spin" /> {t.cancel.counting}</p>}
      </section>
      <section>
        <label htmlFor="cancel-comment">{t.cancel.comment}</label> <span className="muted" id="cancel-hint">{isLocal ? t.cancel.commentHintLocal : t.cancel.commentHint}</span>
        <textarea id="cancel-comment" data-first-focus rows={2} maxLength={2000} aria-describedby="cancel-hint" value={comment} onChange={(event) => setComment(event.target.value)} />
      </section>
    </Dialog>
  );
}

function RepeatedFacts({ item }: { item: CampaignPackage }) {
  const { t, dates } = useReader();
  const nameOf = useNames([item.referenceCampaign]);
  const words: Record<string, string> = { ...t.status, ...t.level };
  const at = (instant: string | null | undefined): string => (instant ? dates.moment(instant) : t.none);
  const facts: [string, ReactNode][] = [
    [t.fields.package, t.cancel.statusIn(item.code, words[item.status] ?? item.status)],
    [t.fields.availableAt, at(item.availableAt)],
    [t.fields.distributionLevel, t.wholeLevel(item.kind, words[item.distributionLevel] ?? item.distributionLevel)],
    [t.fields.registrationDeadline, at(item.registrationDeadline)],
    [t.fields.campaign, item.referenceCampaign ? <>{nameOf(item.referenceCampaign)} <Code>{item.referenceCampaign}</Code></> : t.none],
    [t.fields.personalizationDeadline, at(item.personalizationDeadline)],
    [t.fields.audience, item.audience.length > 0 ? t.package.entities(item.audience.length) : item.kind === 'local' ? t.package.everyEntity : t.package.noAudience],
    [t.fields.schedule, item.schedule?.start && item.schedule.end ? t.cancel.scheduleIn(dates.day(item.schedule.start), dates.day(item.schedule.end)) : t.none],
  ];
  return (
    <section aria-label={t.cancel.thePackage}>
      <dl className="facts">
        {facts.flatMap(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name} value`}>{value}</dd>])}
      </dl>
    </section>
  );
}

function LocalConsequences({ item }: { item: CampaignPackage }) {
  const { t } = useReader();
  const live = LIVE_STATUSES.reduce((total, status) => total + (item.orderCounts[status] ?? 0), 0);
  return (
    <>
      <p className="strong">{t.cancel.local(live)}</p>
      <p className="muted">{t.cancel.localNote}</p>
    </>
  );
}

function CollaborativeConsequences({ item, consequences }: { item: CampaignPackage; consequences: Consequences }) {
  const { t, n } = useReader();
  const nameOf = useNames([item.referenceCampaign]);
  const parts = LIVE_STATUSES.filter((status) => item.orderCounts[status]).map((status) => `${n(item.orderCounts[status] ?? 0)} ${t.cancel.parts[status]}`);
  const settled = (item.orderCounts['rejected'] ?? 0) + (item.orderCounts['canceled'] ?? 0);
  const reference = item.referenceCampaign ? `${item.referenceCampaign} ${nameOf(item.referenceCampaign)}` : t.none;
  const lines: [number, string, string][] = [
    [consequences.orders, t.cancel.orders(consequences.orders), t.cancel.ordersNote(parts.join(', '), settled)],
    [consequences.campaigns, t.cancel.campaigns(consequences.campaigns), t.cancel.campaignsNote(reference)],
    [consequences.workflows, t.cancel.workflows(consequences.workflows), t.cancel.workflowsNote],
    [consequences.deliveries, t.cancel.deliveries(consequences.deliveries), t.cancel.deliveriesNote],
    [consequences.messagesPending, t.cancel.messages(consequences.messagesPending), t.cancel.messagesNote],
    [consequences.entities, t.cancel.entities(consequences.entities), t.cancel.entitiesNote(consequences.addresses)],
  ];
  return (
    <ul className="touch">
      {lines.map(([count, what, note]) => (
        <li key={note}>
          <b>{n(count)}</b>
          <div>
            <span className="strong">{what}</span>
            <span className="sub">{note}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
