import { useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { postJson, Problem, type ProblemBody } from './api.js';
import { browserNow } from './browser-clock.js';
import { ErrorSummary } from './field.js';
import { offerWindow } from './offer-window.js';
import { WindowWords } from './offer-page.js';
import { newOrderBody, newOrderDraft, type OrderField } from './order-draft.js';
import { OrderFields } from './order-fields.js';
import { useOrderErrors } from './order-errors.js';
import { Absent, Code, Crumbs, Icon, listPath, ProblemNote, recordPath } from './parts.js';
import { useReader } from './reader.js';
import type { Offer, Order } from './things.js';
import { useAnswer } from './use-answer.js';

const EVERY_FIELD: ReadonlySet<OrderField> = new Set(['label', 'assignedTo', 'comment', 'parameters']);

/** A local operator orders an offer: as a draft, or placed at once. */
export function OrderNew() {
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<Offer>(`/packages/${encodeURIComponent(code)}`);
  return answer.data ? <NewOrderForm offer={answer.data} /> : <Absent problem={answer.problem} retry={answer.reload} />;
}

function NewOrderForm({ offer }: { offer: Offer }) {
  const { t, things, locale, operator } = useReader();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => newOrderDraft(offer.form, locale));
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const [busy, setBusy] = useState(false);
  // One key a try: a click repeated after a lost answer makes no second order.
  const attempt = useRef<{ key: string; body: string } | null>(null);
  const { errors, nameOf, unreadable } = useOrderErrors(problem, offer.form);
  const window = offerWindow(offer, operator.entity, browserNow());
  const leave = (): void => navigate(recordPath('packages', offer.code));
  const send = async (place: boolean): Promise<void> => {
    if (busy) return;
    const wrong = unreadable(draft);
    if (wrong) return setProblem(wrong);
    const body = { package: offer.code, ...newOrderBody(draft, offer.form), ...(place && { place }) };
    if (attempt.current?.body !== JSON.stringify(body)) attempt.current = { key: crypto.randomUUID(), body: JSON.stringify(body) };
    setBusy(true);
    setProblem(null);
    try {
      const order = await postJson<Order>('/orders', body, attempt.current.key);
      navigate(recordPath('orders', order.code), { state: { done: place ? t.own.order.placed : t.own.order.drafted } });
    } catch (error) {
      // A refusal is an answer: the same order, sent again, is a new try.
      if (error instanceof Problem) attempt.current = null;
      setProblem(error instanceof Problem ? error.body : { status: 0 });
      setBusy(false);
    }
  };
  const isOpen = window.kind === 'open';
  return (
    <>
      <Crumbs>{[<Link key="list" to={listPath('packages')}>{things.packages}</Link>, <span key="offer"><Link to={recordPath('packages', offer.code)}>{offer.label}</Link> <Code>{offer.code}</Code></span>, <span key="order">{t.fields.order}</span>]}</Crumbs>
      <div className="head">
        <h1>
          {t.own.order.title(offer.label)} <span className="code h">{offer.code}</span>
        </h1>
      </div>
      <form className="edit" onSubmit={(event) => { event.preventDefault(); void send(isOpen); }}>
        <p className="note mb">
          <Icon name={isOpen ? 'info' : 'clock'} />
          <span className="why"><WindowWords window={window} /></span>
        </p>
        {problem && (errors.size > 0 ? <ErrorSummary problem={problem} nameOf={nameOf} /> : <ProblemNote problem={problem} />)}
        <OrderFields draft={draft} form={offer.form} errors={errors} open={EVERY_FIELD} mayFollow={offer.personalizationDeadline !== null} onChange={setDraft} />
        <div className="acts bottom">
          {isOpen && <button type="submit" className="btn main lg" disabled={busy}>{t.own.order.place}</button>}
          {(isOpen || window.kind === 'opens') && <button type={isOpen ? 'button' : 'submit'} className={`btn lg ${isOpen ? '' : 'main'}`} disabled={busy} onClick={isOpen ? () => void send(false) : undefined}>{t.own.order.draft}</button>}
          <button type="button" className="btn lg quiet" onClick={leave}>{t.form.back}</button>
        </div>
      </form>
    </>
  );
}
