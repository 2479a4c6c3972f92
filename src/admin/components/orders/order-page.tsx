import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import { Timeline } from '../proof/journal.js';
import { OrderActions } from './order-actions.js';
import { OrderParameters } from './order-parameters.js';
import { OrderProcesses } from './order-processes.js';
import { OrderApproval, OrderNotes } from './order-side.js';
import { PageHead } from '../frame/page-head.js';
import { Absent, Card, Code, Facts, ProblemNote, recordPath, ThingLink } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { LateMark, LifeBadge, useOrderLine } from '../parts/status.js';
import type { Offer, Order } from '../answers/things.js';
import { useAnswer, useNames } from '../answers/use-answer.js';

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
  const labels = Object.fromEntries((offer?.form ?? []).map((field) => [field.name, field.label || field.name]));
  const facts: [string, ReactNode][] = [
    [t.fields.code, <Code key="code">{order.code}</Code>],
    [t.fields.package, <><ThingLink code={order.package} label={nameOf(order.package)} /> <Code>{order.package}</Code></>],
    [t.fields.entity, <><ThingLink code={order.entity} label={nameOf(order.entity)} /> <Code>{order.entity}</Code></>],
    [t.fields.assignedTo, nameOf(order.assignedTo)],
    [t.pages.order.created, dates.moment(order.createdAt)],
    ...(order.orderedAt ? ([[t.pages.asked.placed, dates.moment(order.orderedAt)]] as [string, ReactNode][]) : []),
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
            <LifeBadge of="orders" status={order.status} big />
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
            <OrderParameters order={order} offer={offer} />
          </Card>
          <OrderProcesses order={order} offer={offer} />
          <Timeline subject={order.code} every={EVERY_FIVE_SECONDS} labels={labels} />
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
