import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { Page } from './api.js';
import { Rows } from './list.js';
import { orderCodes, useOrderColumns } from './order-columns.js';
import { PageHead } from './page-head.js';
import { Absent, Card, Code, Facts, listPath, ProblemNote } from './parts.js';
import { useReader } from './reader.js';
import type { Order } from './things.js';
import { useAnswer, useNames } from './use-answer.js';

export interface Entity {
  code: string;
  label: string;
  locale: string;
  timeZone: string;
  contact: string | null;
  notificationGroup: string[];
  orderReviewers: string[];
}

const SHOWN = 10;

/** An entity: who is told, who approves, and what it ordered last. */
export function EntityPage() {
  const { t } = useReader();
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<Entity>(`/entities/${encodeURIComponent(code)}`);
  const orders = useAnswer<Page<Order>>(`/orders?entity=${encodeURIComponent(code)}&sort=-modifiedAt&limit=${SHOWN}`);
  const items = orders.data?.items ?? [];
  const nameOf = useNames([...items.flatMap(orderCodes), ...(answer.data?.orderReviewers ?? [])]);
  const columns = useOrderColumns(false);
  const entity = answer.data;
  if (!entity) return <Absent problem={answer.problem} retry={answer.reload} />;
  const facts: [string, ReactNode][] = [
    [t.fields.code, <Code key="code">{entity.code}</Code>],
    [t.fields.locale, entity.locale.toUpperCase()],
    [t.fields.timeZone, entity.timeZone],
    [t.fields.contact, entity.contact],
    [t.fields.addresses, entity.notificationGroup.join(', ')],
    [t.fields.reviewers, entity.orderReviewers.map(nameOf).join(', ')],
  ];
  return (
    <>
      <PageHead resource="entities" title={entity.label} code={entity.code} />
      <div className="two">
        <Card title={t.fields.orders} id="card-orders" footer={<span className="end"><Link to={listPath('orders', `?entity=${entity.code}`)}>{t.list.all}</Link></span>}>
          {orders.problem && <ProblemNote problem={orders.problem} />}
          {orders.data && <Rows list={{ title: t.fields.orders, columns, keyOf: (order) => order.code, style: 'ord' }} items={items} nameOf={nameOf} isFiltered={false} />}
        </Card>
        <Card title={t.package.summary} id="card-summary">
          <Facts facts={facts} />
        </Card>
      </div>
    </>
  );
}
