import { useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Offer, Order } from '../answers/things.js';
import { useAnswer, useNames } from '../answers/use-answer.js';
import { Dialog } from '../parts/dialog.js';
import { Code, Facts, Icon, Loading, ProblemNote, recordPath, ThingLink } from '../parts/parts.js';
import { LateMark, LifeBadge, useOrderLine } from '../parts/status.js';
import { useReader } from '../reader/reader.js';
import { OrderParameters } from './order-parameters.js';

/** A look at an order without leaving the list: what the entity entered, and where it stands. */
export function OrderPeek({ code }: { code: string }) {
  const { t } = useReader();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="peek" aria-haspopup="dialog" aria-label={t.life.order.peek(code)} title={t.life.order.peek(code)} onClick={() => setOpen(true)}>
        <Icon name="eye" />
      </button>
      {isOpen && <Peek code={code} onClose={() => setOpen(false)} />}
    </>
  );
}

function Peek({ code, onClose }: { code: string; onClose: () => void }) {
  const { t, dates } = useReader();
  const { data: order, problem, reload } = useAnswer<Order>(`/orders/${code}`);
  const offer = useAnswer<Offer>(order ? `/packages/${order.package}` : null).data;
  const nameOf = useNames([order?.entity, order?.package, order?.assignedTo, order?.canceled?.by, order?.rejection?.by, order?.approval?.by]);
  const line = useOrderLine(nameOf);
  const facts = (of: Order): [string, ReactNode][] => [
    [t.fields.package, <><ThingLink code={of.package} label={nameOf(of.package)} /> <Code>{of.package}</Code></>],
    [t.fields.entity, <><ThingLink code={of.entity} label={nameOf(of.entity)} /> <Code>{of.entity}</Code></>],
    [t.fields.assignedTo, nameOf(of.assignedTo)],
    [t.pages.order.created, dates.moment(of.createdAt)],
    [t.fields.comment, of.comment],
  ];
  const footer = (
    <>
      <button type="button" className="btn" onClick={onClose}>
        {t.frame.close}
      </button>
      <Link className="btn main" data-first-focus to={recordPath('orders', code)}>
        {t.life.order.open}
      </Link>
    </>
  );
  return (
    <Dialog title={order ? order.label || t.orderOf(nameOf(order.entity)) : code} shape="drawer" footer={footer} onClose={onClose}>
      {problem && <ProblemNote problem={problem} retry={reload} />}
      {!order && !problem && <Loading />}
      {order && (
        <>
          <section>
            <div className="badges">
              <LifeBadge of="orders" status={order.status} />
              <LateMark late={order.late} />
              <Code>{order.code}</Code>
            </div>
            <p className="muted">{line(order)}</p>
          </section>
          <section>
            <h2>{t.orderGeneral}</h2>
            <OrderParameters order={order} offer={offer} />
          </section>
          <section>
            <h2>{t.package.summary}</h2>
            <Facts facts={facts(order)} />
          </section>
        </>
      )}
    </Dialog>
  );
}
