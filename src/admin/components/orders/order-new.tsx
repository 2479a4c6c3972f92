import { useRef } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { postJson, Problem } from '../answers/api.js';
import { browserNow } from '../reader/browser-clock.js';
import { FormNotes } from '../drafts/form-notes.js';
import { useForm } from '../drafts/use-form.js';
import { errorOf, ErrorSummary } from '../parts/field.js';
import { ReferenceField } from '../parts/reference-field.js';
import { offerWindow } from '../offers/offer-window.js';
import { WindowWords } from '../offers/offer-page.js';
import { newOrderBody, newOrderDraft, orderDraftOf, type OrderDraft, type OrderField } from './order-draft.js';
import { OrderFields } from './order-fields.js';
import { useOrderErrors } from './order-errors.js';
import { Absent, Code, Crumbs, Icon, listPath, ProblemNote, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { Offer, Order } from '../answers/things.js';
import { useAnswer } from '../answers/use-answer.js';

const EVERY_FIELD: ReadonlySet<OrderField> = new Set(['label', 'assignedTo', 'comment', 'parameters']);

interface NewDraft extends OrderDraft { entity: string }

/** An offer is ordered, by the entity or by head office for one: as a draft, or placed at once. */
export function OrderNew() {
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<Offer>(`/packages/${encodeURIComponent(code)}`);
  return answer.data ? <NewOrderForm offer={answer.data} /> : <Absent problem={answer.problem} retry={answer.reload} />;
}

function NewOrderForm({ offer }: { offer: Offer }) {
  const { t, things, locale, operator, isLocal } = useReader();
  const navigate = useNavigate();
  const placing = useRef(false);
  // One key a try: a click repeated after a lost answer makes no second order.
  const attempt = useRef<{ key: string; body: string } | null>(null);
  const form = useForm<Order, NewDraft>({
    path: `/packages/${offer.code}/order`,
    thing: null,
    blank: { ...newOrderDraft(offer.form, locale), entity: operator.entity ?? '' },
    draftOf: (order) => ({ ...orderDraftOf(order, offer.form, locale), entity: order.entity }),
    send: async ({ entity, ...draft }) => {
      const place = placing.current;
      const body = { package: offer.code, ...(isLocal ? {} : { entity }), ...newOrderBody(draft, offer.form), ...(place && { place }) };
      if (attempt.current?.body !== JSON.stringify(body)) attempt.current = { key: crypto.randomUUID(), body: JSON.stringify(body) };
      try {
        const order = await postJson<Order>('/orders', body, attempt.current.key);
        navigate(recordPath('orders', order.code), { state: { done: place ? t.own.order.placed : t.own.order.drafted } });
      } catch (error) {
        // A refusal is an answer: the same order, sent again, is a new try.
        if (error instanceof Problem) attempt.current = null;
        throw error;
      }
    },
  });
  const { draft, problem, busy } = form;
  const { errors, nameOf, unreadable } = useOrderErrors(problem, offer.form);
  const window = offerWindow(offer, draft.entity || (offer.audience[0] ?? null), browserNow());
  const fields: Record<string, string> = t.fields;
  const leave = (): void => navigate(recordPath('packages', offer.code));
  const send = async (place: boolean): Promise<void> => {
    const wrong = unreadable(draft);
    if (wrong) return form.refuse(wrong);
    if (!draft.entity) return form.refuse({ status: 422, errors: [{ field: 'entity', message: t.own.order.entityMissing }] });
    placing.current = place;
    await form.save();
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
      <FormNotes form={form} nameOf={(field) => nameOf(field) ?? fields[field] ?? field} say={(_field, value) => String(value)} />
      <form className="edit" onSubmit={(event) => { event.preventDefault(); void send(isOpen); }}>
        <p className="note mb">
          <Icon name={isOpen ? 'info' : 'clock'} />
          <span className="why"><WindowWords window={window} /></span>
        </p>
        {problem && (errors.size > 0 ? <ErrorSummary problem={problem} nameOf={nameOf} /> : <ProblemNote problem={problem} />)}
        {!isLocal && (
          <fieldset className="card">
            <legend>{t.own.order.forWhom}</legend>
            <ReferenceField id="entity" of="entities" label={t.fields.entity} hint={t.own.order.entityHint} error={errorOf(errors, 'entity')} values={draft.entity ? [draft.entity] : []} onChange={([entity = '']) => form.change({ ...draft, entity })} />
          </fieldset>
        )}
        <OrderFields draft={draft} form={offer.form} errors={errors} open={EVERY_FIELD} mayFollow={offer.personalizationDeadline !== null} onChange={(next) => form.change({ ...draft, ...next })} />
        <div className="acts bottom">
          {isOpen && <button type="submit" className="btn main lg" disabled={busy}>{t.own.order.place}</button>}
          {(isOpen || window.kind === 'opens') && <button type={isOpen ? 'button' : 'submit'} className={`btn lg ${isOpen ? '' : 'main'}`} disabled={busy} onClick={isOpen ? () => void send(false) : undefined}>{t.own.order.draft}</button>}
          <button type="button" className="btn lg quiet" onClick={leave}>{t.form.back}</button>
        </div>
      </form>
    </>
  );
}
