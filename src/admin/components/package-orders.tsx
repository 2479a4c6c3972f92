import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { Page } from './api.js';
import { Rows } from './list.js';
import { ORDER_STATUSES, orderCodes, useOrderColumns } from './order-columns.js';
import { Card, listPath, Loading, ProblemNote } from './parts.js';
import { useReader } from './reader.js';
import type { CampaignPackage, Order } from './things.js';
import { useAnswer, useNames } from './use-answer.js';

const SHOWN = 8;
const EVERY_FIVE_SECONDS = 5000;
const SETTLED = new Set(['rejected', 'canceled']);

/** The orders of the package's present cycle, by status. */
export function PackageOrders({ item }: { item: CampaignPackage }) {
  const { t, n } = useReader();
  const [status, setStatus] = useState<string | null>(null);
  const columns = useOrderColumns(true);
  const words: Record<string, string> = t.status;
  const scope = `package=${item.code}&cycle=${item.cycle}`;
  const answer = useAnswer<Page<Order>>(`/orders?${scope}${status ? `&status=${status}` : ''}&sort=-modifiedAt&limit=${SHOWN}`, { every: EVERY_FIVE_SECONDS });
  const orders = answer.data?.items ?? [];
  const nameOf = useNames(orders.flatMap(orderCodes));
  const counts = item.orderCounts ?? {};
  const all = Object.values(counts).reduce((total, count) => total + count, 0);
  const live = Object.entries(counts).reduce((total, [name, count]) => (SETTLED.has(name) ? total : total + count), 0);
  const matching = status ? (counts[status] ?? 0) : all;
  const tab = (value: string | null, word: string, count: number) => (
    <button key={word} type="button" aria-pressed={status === value} onClick={() => setStatus(value)}>
      {word} <b>{n(count)}</b>
    </button>
  );
  const footer = (
    <>
      <span>{orders.length > 0 && t.list.range(1, orders.length, matching)}</span>
      <span className="end">
        <Link to={listPath('orders', `?${scope}${status ? `&status=${status}` : ''}`)}>{t.package.allOrders}</Link>
      </span>
    </>
  );
  return (
    <Card title={t.fields.orders} id="card-orders" beside={t.package.live(live, item.cycle)} footer={footer}>
      <div className="quick in" role="group" aria-label={t.list.status}>
        {tab(null, t.list.all, all)}
        {ORDER_STATUSES.map((value) => tab(value, words[value] ?? value, counts[value] ?? 0))}
      </div>
      {answer.problem && <ProblemNote problem={answer.problem} retry={answer.reload} />}
      {answer.data ? <Rows list={{ title: t.fields.orders, columns, keyOf: (order) => order.code, empty: t.package.noOrders, style: 'ord' }} items={orders} nameOf={nameOf} isFiltered={status !== null} /> : !answer.problem && <Loading />}
    </Card>
  );
}
