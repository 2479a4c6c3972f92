import { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import { apiUrl, getJson, type Page } from '../answers/api.js';
import { Rows } from '../lists/rows.js';
import { ORDER_STATUSES, orderCodes, useOrderColumns } from '../orders/order-columns.js';
import { Card, Icon, listPath, Loading, ProblemNote, recordPath } from '../parts/parts.js';
import { statusWord } from '../parts/status.js';
import { useReader } from '../reader/reader.js';
import { numberOf } from '../reader/figures.js';
import { matchingEntities, ORDER_CODE } from './audience.js';
import type { CampaignPackage, Order } from '../answers/things.js';
import { useAnswer, useNames } from '../answers/use-answer.js';

const SHOWN = 8;
const EVERY_FIVE_SECONDS = 5000;
const AFTER_TYPING = 250;
const SETTLED = new Set(['rejected', 'canceled']);

/** The orders of the package's present cycle: by status, by whom, as a file. */
export function PackageOrders({ item }: { item: CampaignPackage }) {
  const { t, n } = useReader();
  const [status, setStatus] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const search = useSearch(item, typed);
  const columns = useOrderColumns(true);
  const scope = `package=${item.code}&cycle=${item.cycle}`;
  const found = `${scope}${search ? `&${search}` : ''}`;
  const asked = `${found}${status ? `&status=${status}` : ''}`;
  const answer = useAnswer<Page<Order>>(search === null ? null : `/orders?${asked}&sort=-modifiedAt&limit=${SHOWN}`, { every: EVERY_FIVE_SECONDS });
  // What is looked for is counted by the list; all of them, by the package.
  const narrowed = useAnswer<Page<Order>>(search ? `/orders?${found}&limit=1&counts=true` : null).data?.counts;
  const orders = answer.data?.items ?? [];
  const nameOf = useNames(orders.flatMap(orderCodes));
  const counts: Record<string, number | string> = search ? (narrowed?.status ?? {}) : (item.orderCounts ?? {});
  const all = search ? (narrowed?.total ?? '?') : Object.values(item.orderCounts ?? {}).reduce((total, count) => total + count, 0);
  const live = Object.entries(item.orderCounts ?? {}).reduce((total, [name, count]) => (SETTLED.has(name) ? total : total + count), 0);
  const matching = status ? (counts[status] ?? 0) : all;
  const tab = (value: string | null, word: string, count: number | string) => (
    <button key={word} type="button" aria-pressed={status === value} onClick={() => setStatus(value)}>
      {word} <b>{n(count)}</b>
    </button>
  );
  const close = (): void => {
    setOpen(false);
    setTyped('');
  };
  const mayOrder = item.status === 'published' || item.status === 'approved';
  const end = (
    <>
      {mayOrder && <Link className="btn sm" to={recordPath('packages', item.code, 'order')}><Icon name="plus" />{t.own.order.forEntity}</Link>}
      <button type="button" className="btn sm" aria-expanded={isOpen} aria-controls="orders-filter" onClick={() => (isOpen ? close() : setOpen(true))}><Icon name="filter" />{t.pages.pkg.filter}</button>
      <a className="btn quiet sm" href={apiUrl(`/exports/orders?${asked}`)} download aria-label={t.pages.pkg.csvOf}><Icon name="download" />{t.pages.pkg.csv}</a>
    </>
  );
  const footer = (
    <>
      <span>{orders.length > 0 && t.list.range(1, orders.length, matching === '?' ? null : matching)}</span>
      <span className="end">
        <Link to={listPath('orders', `?${asked}`)}>{t.package.allOrders}</Link>
      </span>
    </>
  );
  return (
    <Card title={t.fields.orders} id="card-orders" beside={t.package.live(live, item.cycle)} end={end} footer={footer}>
      {isOpen && (
        <div className="within-find" id="orders-filter" role="search" aria-label={t.pages.pkg.filterLabel}>
          <label className="vh" htmlFor="orders-find">{t.pages.pkg.filterLabel}</label>
          <input id="orders-find" type="search" autoFocus placeholder={t.pages.pkg.filterLabel} value={typed} onChange={(event) => setTyped(event.target.value)} onKeyDown={(event) => event.key === 'Escape' && close()} />
          {typed && <button type="button" className="btn quiet sm" onClick={() => setTyped('')}>{t.pages.pkg.clear}</button>}
        </div>
      )}
      <div className="quick in" role="group" aria-label={t.list.status}>
        {tab(null, t.pages.order.all, all)}
        {ORDER_STATUSES.map((value) => tab(value, statusWord(t, 'orders', value), counts[value] ?? 0))}
      </div>
      {answer.problem && <ProblemNote problem={answer.problem} retry={answer.reload} />}
      {answer.data ? <Rows list={{ title: t.fields.orders, columns, keyOf: (order) => order.code, empty: t.package.noOrders, style: 'ord' }} items={orders} nameOf={nameOf} isFiltered={status !== null || Boolean(search)} /> : !answer.problem && <Loading />}
      {search && <p className="vh" role="status">{t.list.match(numberOf(all))}</p>}
    </Card>
  );
}

/** What was typed, as the list's query: an order's code, or the entities whose name or code it is part of; null: being looked up. */
function useSearch(item: CampaignPackage, typed: string): string | null {
  const nameOf = useNames(typed ? item.audience : []);
  const [query, setQuery] = useState<string | null>('');
  const text = typed.trim();
  useEffect(() => {
    if (!text) return setQuery('');
    const look = async (): Promise<void> => {
      if (ORDER_CODE.test(text)) return setQuery(`q=${encodeURIComponent(text)}`);
      const known = item.audience.length > 0 ? matchingEntities(item.audience, nameOf, text) : await foundEntities(text);
      // Nobody of that name: a search that finds nothing, said by the list itself.
      setQuery(known.length > 0 ? known.map((code) => `entity=${code}`).join('&') : `q=${encodeURIComponent(text)}`);
    };
    const timer = setTimeout(() => void look(), AFTER_TYPING);
    return () => clearTimeout(timer);
  }, [text, item.audience.length, nameOf(item.audience[0])]);
  return query;
}

/** A local package for everybody has no audience of its own to look in. */
async function foundEntities(text: string): Promise<string[]> {
  try {
    return (await getJson<{ items: { code: string }[] }>(`/references/entities?q=${encodeURIComponent(text)}&limit=20`)).items.map(({ code }) => code);
  } catch {
    return [];
  }
}
