import { Link } from 'react-router-dom';
import type { Column } from '../lists/rows.js';
import { Code, recordPath, ThingLink } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { LateMark, LifeBadge, useOrderLine } from '../parts/status.js';
import type { Order } from '../answers/things.js';
import { OrderPeek } from './order-peek.js';

export const ORDER_STATUSES = ['draft', 'ordered', 'approved', 'available', 'rejected', 'canceled'] as const;

export const orderCodes = (order: Order): (string | null | undefined)[] => [order.entity, order.package, order.assignedTo, order.canceled?.by, order.rejection?.by];

/** The columns of a list of orders; the package's own column only where the list is of several. */
export function useOrderColumns(ofOnePackage: boolean): Column<Order>[] {
  const { t } = useReader();
  const ofPackage: Column<Order> = {
    name: 'package', head: t.fields.package,
    style: 'bare',
    cell: (order, nameOf) => (
      <>
        <ThingLink code={order.package} label={nameOf(order.package)} />
        <span className="sub code">{order.package}</span>
      </>
    ),
  };
  return [
    {
      name: 'order',
      head: ofOnePackage ? `${t.fields.entity}, ${t.fields.order.toLowerCase()}` : t.fields.order,
      cell: (order, nameOf) => (
        <>
          <Link to={recordPath('orders', order.code)}>{ofOnePackage ? nameOf(order.entity) : order.label || nameOf(order.entity)}</Link> <OrderPeek code={order.code} />
          <span className="sub">
            <Code>{order.code}</Code> · {ofOnePackage ? <Code>{order.entity}</Code> : nameOf(order.entity)}
          </span>
        </>
      ),
    },
    ...(ofOnePackage ? [] : [ofPackage]),
    { name: 'status', head: t.fields.status, style: 'sta bare', cell: (order, nameOf) => <OrderStatus order={order} nameOf={nameOf} /> },
    { name: 'assignedTo', head: t.fields.assignedTo, cell: (order, nameOf) => (order.assignedTo ? nameOf(order.assignedTo) : t.none) },
    { name: 'created', head: t.fields.created, zoned: true, number: true, style: 'nw', cell: (order, _nameOf, when) => when(order.createdAt) },
  ];
}

function OrderStatus({ order, nameOf }: { order: Order; nameOf: (code: string | null) => string }) {
  const line = useOrderLine(nameOf);
  return (
    <>
      <div className="badges">
        <LifeBadge of="orders" status={order.status} />
        <LateMark late={order.late} />
      </div>
      <span className="sub">{line(order)}</span>
    </>
  );
}
