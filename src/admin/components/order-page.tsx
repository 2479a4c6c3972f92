import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import { Timeline } from './journal.js';
import { OrderActions } from './order-actions.js';
import { OrderApproval, OrderNotes } from './order-side.js';
import { PageHead } from './page-head.js';
import { Absent, Card, Code, Facts, ProblemNote, recordPath, ThingLink } from './parts.js';
import { useReader } from './reader.js';
import { LateMark, LifeBadge, useOrderLine } from './status.js';
import type { Offer, Order } from './things.js';
import { useAnswer, useNames } from './use-answer.js';

const EVERY_FIVE_SECONDS = 5000;

/** One entity's order: what it entered, where it stands, what may be done. */
export function OrderPage() {
  const { t, dates, isLocal } = useReader();
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<Order>(`/orders/${encodeURIComponent(code)}`, { every: EVERY_FIVE_SECONDS });
  const order = answer.data;
  const offer = useAnswer<Offer>(order ? `/packages/${order.package}` : null, { every: EVERY_FIVE_SECONDS }).data;
  const nameOf = useNames([order?.entity, order?.package, order?.assignedTo, order?.campaign, order?.canceled?.by, order?.rejection?.by, order?.approval?.by]);
  const line = useOrderLine(nameOf);
  if (!order) return <Absent problem={answer.problem} retry={answer.reload} />;
  const facts: [string, ReactNode][] = [
    [t.fields.code, <Code key="code">{order.code}</Code>],
    [t.fields.package, <><ThingLink code={order.package} label={nameOf(order.package)} /> <Code>{order.package}</Code></>],
    [t.fields.entity, <>{nameOf(order.entity)} <Code>{order.entity}</Code></>],
    [t.fields.assignedTo, nameOf(order.assignedTo)],
    [t.fields.created, dates.moment(order.createdAt)],
    [t.fields.child, order.campaign && <><ThingLink code={order.campaign} label={nameOf(order.campaign)} /> <Code>{order.campaign}</Code></>],
    [t.fields.cycle, String(order.cycle)],
    [t.fields.comment, order.comment],
  ];
  return (
    <>
      <PageHead
        resource="orders"
        between={<><ThingLink code={order.package} label={nameOf(order.package)} /> <Code>{order.package}</Code></>}
        title={order.label || t.orderOf(nameOf(order.entity))}
        code={order.code}
        line={
          <>
            <LifeBadge status={order.status} big />
            <LateMark late={order.late} />
            <span>{line(order)}</span>
            {!isLocal && order.canceled?.cancellation && <Link to={recordPath('cancellations', order.canceled.cancellation)}>{t.package.seeCancellation}</Link>}
          </>
        }
        actions={<OrderActions order={order} offer={offer} entity={nameOf(order.entity)} reload={answer.reload} />}
      />
      {answer.problem && <ProblemNote problem={answer.problem} />}
      <OrderNotes order={order} offer={offer} />
      <div className="two">
        <div className="stack">
          <Card title={t.orderGeneral} id="card-general" beside={isLocal ? t.life.order.fields : t.fields.parameters}>
            <Parameters order={order} offer={offer} />
          </Card>
          <Timeline subject={order.code} every={EVERY_FIVE_SECONDS} />
        </div>
        <div className="stack">
          <Card title={t.package.summary} id="card-summary">
            <Facts facts={facts} />
          </Card>
          <OrderApproval order={order} offer={offer} nameOf={nameOf} />
        </div>
      </div>
    </>
  );
}

/** In the order of the form, each question with its answer; what is no longer asked comes last. */
function Parameters({ order, offer }: { order: Order; offer: Offer | undefined }) {
  const { t, dates, isLocal, n } = useReader();
  const values = order.parameters ?? {};
  const form = offer?.form ?? [];
  const asked = new Set(form.map(({ name }) => name));
  const names = [...asked, ...Object.keys(values).filter((name) => !asked.has(name))];
  if (names.length === 0) return <p className="empty">{isLocal ? t.own.offers.noForm : t.noParameters}</p>;
  const words = (name: string): ReactNode => {
    const value = values[name];
    const field = form.find((each) => each.name === name);
    if (value === undefined || value === null || value === '') return field?.required && order.incomplete ? <span className="lt">{t.life.order.required}</span> : null;
    if (typeof value === 'boolean') return value ? t.yes : t.no;
    if (typeof value === 'number') return n(value);
    return field?.type === 'date' && !Number.isNaN(Date.parse(value)) ? dates.calendarDay(value) : value;
  };
  return <Facts facts={names.map((name) => [form.find((each) => each.name === name)?.label || name, words(name)])} />;
}
