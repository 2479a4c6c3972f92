import type { FormEvent } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { patchJson } from '../answers/api.js';
import { FormNotes } from '../drafts/form-notes.js';
import { useForm } from '../drafts/use-form.js';
import { browserNow } from '../reader/browser-clock.js';
import { ErrorSummary } from '../parts/field.js';
import { flat, openFields, orderChanges, orderDraftOf, unflat, type OrderDraft } from './order-draft.js';
import { OrderFields } from './order-fields.js';
import { useOrderErrors } from './order-errors.js';
import { Absent, Code, Crumbs, listPath, ProblemNote, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { Offer, Order } from '../answers/things.js';
import { useAnswer } from '../answers/use-answer.js';

/** What the reader may change of an order now: head office all of it, the entity as far as its dates go. */
export function OrderEdit() {
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<Order>(`/orders/${encodeURIComponent(code)}`);
  const offer = useAnswer<Offer>(answer.data ? `/packages/${answer.data.package}` : null);
  if (!answer.data || !offer.data) return <Absent problem={answer.problem ?? offer.problem} retry={answer.reload} />;
  return <OrderForm order={answer.data} offer={offer.data} />;
}

function OrderForm({ order, offer }: { order: Order; offer: Offer }) {
  const { t, things, locale, isLocal } = useReader();
  const navigate = useNavigate();
  const draftOf = (item: Order): OrderDraft => orderDraftOf(item, offer.form, locale);
  const editing = useForm<Order, OrderDraft>({
    path: `/orders/${order.code}`,
    thing: order,
    blank: draftOf(order),
    draftOf,
    send: async (next, over) => {
      const read = over ?? order;
      const changes = orderChanges(next, draftOf(read), offer.form);
      if (Object.keys(changes).length === 0) return leave();
      await patchJson(`/orders/${order.code}`, changes, read.version);
      navigate(recordPath('orders', order.code), { state: { done: t.package.done.save } });
    },
  });
  const { draft, problem } = editing;
  const { errors, nameOf, unreadable } = useOrderErrors(problem, offer.form);
  const leave = (): void => navigate(recordPath('orders', order.code));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wrong = unreadable(draft);
    if (wrong) editing.refuse(wrong);
    else void editing.save();
  };
  const fields: Record<string, string> = t.fields;
  return (
    <>
      <Crumbs>{[<Link key="list" to={listPath('orders')}>{things.orders}</Link>, <Link key="order" to={recordPath('orders', order.code)}><Code>{order.code}</Code></Link>, <span key="edit">{t.orderEdit}</span>]}</Crumbs>
      <div className="head">
        <h1>
          {t.orderEdit} <span className="code h">{order.code}</span>
        </h1>
      </div>
      <FormNotes form={editing} nameOf={(field) => nameOf(field) ?? fields[field] ?? field} say={(_field, value) => (typeof value === 'boolean' ? (value ? t.yes : t.no) : String(value))} flat={flat} unflat={(given) => unflat(given as Record<string, string | boolean>)} />
      <form className="edit" onSubmit={submit}>
        {problem && (errors.size > 0 ? <ErrorSummary problem={problem} nameOf={nameOf} /> : <ProblemNote problem={problem} />)}
        <OrderFields draft={draft} form={offer.form} errors={errors} open={openFields(order, offer, isLocal, browserNow())} mayFollow={offer.personalizationDeadline !== null} onChange={editing.change} />
        <div className="acts bottom">
          <button type="submit" className="btn main lg" disabled={editing.busy}>{t.form.save}</button>
          <button type="button" className="btn lg" onClick={leave}>{t.form.back}</button>
        </div>
      </form>
    </>
  );
}
