import { useState, type FormEvent } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { patchJson, Problem, type ProblemBody } from './api.js';
import { browserNow } from './browser-clock.js';
import { ErrorSummary } from './field.js';
import { openFields, orderChanges, orderDraftOf } from './order-draft.js';
import { OrderFields } from './order-fields.js';
import { useOrderErrors } from './order-errors.js';
import { Conflict } from './package-edit.js';
import { Absent, Code, Crumbs, listPath, ProblemNote, recordPath } from './parts.js';
import { useReader } from './reader.js';
import type { Offer, Order } from './things.js';
import { useAnswer } from './use-answer.js';

const STALE = 412;

/** What the reader may change of an order now: head office all of it, the entity as far as its dates go. */
export function OrderEdit() {
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<Order>(`/orders/${encodeURIComponent(code)}`);
  const offer = useAnswer<Offer>(answer.data ? `/packages/${answer.data.package}` : null);
  if (!answer.data || !offer.data) return <Absent problem={answer.problem ?? offer.problem} retry={answer.reload} />;
  return <OrderForm key={answer.data.version} order={answer.data} offer={offer.data} reload={answer.reload} />;
}

function OrderForm({ order, offer, reload }: { order: Order; offer: Offer; reload: () => void }) {
  const { t, things, locale, isLocal } = useReader();
  const navigate = useNavigate();
  const before = orderDraftOf(order, offer.form, locale);
  const [draft, setDraft] = useState(before);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const { errors, nameOf, unreadable } = useOrderErrors(problem, offer.form);
  const leave = (): void => navigate(recordPath('orders', order.code));
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const wrong = unreadable(draft);
    if (wrong) return setProblem(wrong);
    const changes = orderChanges(draft, before, offer.form);
    if (Object.keys(changes).length === 0) return leave();
    try {
      await patchJson(`/orders/${order.code}`, changes, order.version);
      navigate(recordPath('orders', order.code), { state: { done: t.package.done.save } });
    } catch (error) {
      setProblem(error instanceof Problem ? error.body : { status: 0 });
    }
  };
  return (
    <>
      <Crumbs>{[<Link key="list" to={listPath('orders')}>{things.orders}</Link>, <Link key="order" to={recordPath('orders', order.code)}><Code>{order.code}</Code></Link>, <span key="edit">{t.orderEdit}</span>]}</Crumbs>
      <div className="head">
        <h1>
          {t.orderEdit} <span className="code h">{order.code}</span>
        </h1>
      </div>
      {problem?.status === STALE && <Conflict reload={() => { setProblem(null); reload(); }} />}
      <form className="edit" onSubmit={(event) => void save(event)}>
        {problem && problem.status !== STALE && (errors.size > 0 ? <ErrorSummary problem={problem} nameOf={nameOf} /> : <ProblemNote problem={problem} />)}
        <OrderFields draft={draft} form={offer.form} errors={errors} open={openFields(order, offer, isLocal, browserNow())} mayFollow={offer.personalizationDeadline !== null} onChange={setDraft} />
        <div className="acts bottom">
          <button type="submit" className="btn main lg">{t.form.save}</button>
          <button type="button" className="btn lg" onClick={leave}>{t.form.back}</button>
        </div>
      </form>
    </>
  );
}
