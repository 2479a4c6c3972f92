import { useNavigate } from 'react-router-dom';
import { useState } from 'react';
import type { Consequences } from '../answers/things.js';
import { useAnswer } from '../answers/use-answer.js';
import { useCommand } from '../answers/use-command.js';
import { SharedConsequences } from '../cancellations/consequences.js';
import { Dialog } from '../parts/dialog.js';
import { Icon, ProblemNote, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { BulkVerb, Selection } from './bulk.js';

const EVERY_TWO_SECONDS = 2_000;
/** The numbers of more are counted once: each package costs the database six questions. */
const LIVE_UP_TO = 20;

/** What it does, to how many and to whom, before anything is done; refused where the number has moved. */
export function BulkDialog({ selection, verb, danger, onClose }: { selection: Selection; verb: BulkVerb; danger: boolean; onClose: () => void }) {
  const { t } = useReader();
  const navigate = useNavigate();
  const [comment, setComment] = useState('');
  const [isMissing, setMissing] = useState(false);
  const command = useCommand(() => undefined);
  const { list, count, names } = selection;
  const isCancel = verb === 'cancel' && (list === 'packages' || list === 'orders');
  const touched = useAnswer<Consequences & { looked: number }>(isCancel ? `/selections/${selection.id}/consequences` : null, { every: count <= LIVE_UP_TO ? EVERY_TWO_SECONDS : null });
  const allowed = selection.commands[verb]?.allowed ?? 0;
  const isRequired = verb === 'reject';
  const confirm = async (): Promise<void> => {
    if (isRequired && !comment.trim()) return setMissing(true);
    const answer = await command.run<{ run: string }>(`/selections/${selection.id}/run`, { command: verb, count, ...(comment.trim() ? { comment: comment.trim() } : {}) }, '');
    if (answer) navigate(recordPath('bulk-runs', answer.run));
  };
  const footer = (
    <>
      <p />
      <button type="button" className="btn lg" onClick={onClose}>
        {t.bulk.keep(list)}
      </button>
      <button type="button" className={`btn lg ${danger ? 'danger' : 'main'}`} disabled={command.running} onClick={() => void confirm()}>
        {allowed === count ? t.bulk.confirm(verb, list, count) : t.bulk.confirmSome(verb, list, allowed, count)}
      </button>
    </>
  );
  const words = names.map(({ code, label }) => `${label} (${code})`).join(', ');
  return (
    <Dialog title={t.bulk.title(verb, list, count)} lead={t.bulk.lead(allowed, count)} footer={footer} onClose={onClose}>
      <section>
        {command.problem && <ProblemNote problem={command.problem} />}
        <p className="strong">{t.bulk.first(words, count - names.length)}</p>
        <p className="muted">{verb === 'cancel' && list === 'orders' ? t.bulk.effectOrders : t.bulk.effects[verb]}</p>
        {touched.problem && <ProblemNote problem={touched.problem} retry={touched.reload} />}
        {isCancel && !touched.data && !touched.problem && <p className="muted" role="status"><Icon name="spin" className="spin" /> {t.cancel.counting}</p>}
        {touched.data && <SharedConsequences consequences={touched.data} />}
        {touched.data && touched.data.looked < count && <p className="muted">{t.bulk.looked(touched.data.looked, count)}</p>}
      </section>
      <section>
        <label htmlFor="bulk-comment">{t.bulk.comment}</label> <span className="muted" id="bulk-hint">{isRequired ? t.bulk.commentRequired : t.bulk.commentHint}</span>
        <textarea id="bulk-comment" data-first-focus rows={2} maxLength={2000} aria-describedby="bulk-hint" aria-invalid={isMissing} value={comment} onChange={(event) => { setComment(event.target.value); setMissing(false); }} />
        {isMissing && <p className="error" role="alert">{t.bulk.commentMissing}</p>}
      </section>
    </Dialog>
  );
}
