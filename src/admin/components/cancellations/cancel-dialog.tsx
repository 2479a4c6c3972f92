import { useEffect, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { Dialog } from '../parts/dialog.js';
import { Code, Icon, ProblemNote, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { AlreadyCanceled, CollaborativeConsequences, LocalConsequences } from './consequences.js';
import type { CampaignPackage, Consequences } from '../answers/things.js';
import { useAnswer, useNames } from '../answers/use-answer.js';
import { useCommand } from '../answers/use-command.js';

const EVERY_TWO_SECONDS = 2000;

/** Repeats the package, counts what hangs on it, takes a comment; only then the red button. */
export function CancelDialog({ item, onClose }: { item: CampaignPackage; onClose: () => void }) {
  const { t } = useReader();
  const navigate = useNavigate();
  const [comment, setComment] = useState('');
  const command = useCommand(() => undefined);
  const isLocal = item.kind === 'local';
  const consequences = useAnswer<Consequences>(`/packages/${item.code}/consequences?names=true`, { every: EVERY_TWO_SECONDS });
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
      {!item.cancellation && (
        <button type="button" className="btn danger lg" disabled={command.running || !isCounted} onClick={() => void confirm()}>
          {t.cancel.confirm(item.code, orders)}
        </button>
      )}
    </>
  );
  return (
    <Dialog title={t.cancel.title(item.label)} lead={t.cancel.lead} region={t.cancel.region} onClose={onClose} footer={footer}>
      {item.cancellation ? <AlreadyCanceled by={item.cancellation.by} at={item.cancellation.at} code={item.cancellation.code} /> : command.problem && <ProblemNote problem={command.problem} />}
      <RepeatedFacts item={item} />
      <section aria-labelledby="cancel-does">
        <h2 id="cancel-does">{t.cancel.does}</h2>
        {consequences.problem && <ProblemNote problem={consequences.problem} retry={consequences.reload} />}
        {isLocal ? <LocalConsequences item={item} /> : consequences.data ? <CollaborativeConsequences item={item} consequences={consequences.data} heardAt={consequences.heardAt} comment={comment} /> : <p className="muted" role="status"><Icon name="spin" className="spin" /> {t.cancel.counting}</p>}
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
