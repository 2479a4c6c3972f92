import { useState, type ReactNode } from 'react';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import type { Counts, Page } from './api.js';
import { browserNow } from './browser-clock.js';
import { sum } from './figures.js';
import { FilterDrawer } from './filter-drawer.js';
import { useKey } from './frame.js';
import { chipWords, chosenFilters, queryOf, without, type Chosen, type Filter } from './list-filters.js';
import { Icon, Loading, ProblemNote } from './parts.js';
import { useReader } from './reader.js';
import { useAnswer, useNames } from './use-answer.js';

export interface Column<Item> {
  head: string;
  /** The head names the zone, so that the cells need not. */
  zoned?: boolean;
  number?: boolean;
  style?: string;
  cell: (item: Item, nameOf: (code: string | null | undefined) => string, when: (instant: string) => string) => ReactNode;
}

export interface ListOf<Item> {
  title: string;
  /** Path under /api/v1. */
  path: string;
  /** Query that always holds, as for the orders of one package. */
  fixed?: string;
  filters: readonly Filter[];
  /** Statuses offered as quick links with their counts. */
  quick?: readonly string[];
  /** Whether "late" is counted and offered beside them. */
  late?: boolean;
  sort?: string;
  columns: Column<Item>[];
  keyOf: (item: Item) => string;
  /** Codes whose labels the rows show. */
  codes?: (item: Item) => (string | null | undefined)[];
  actions?: ReactNode;
  empty?: string;
  style?: string;
}

const PAGE = 25;

/** A list with quick links, filters kept in the address, and pages by cursor. */
export function List<Item>({ list }: { list: ListOf<Item> }) {
  const reader = useReader();
  const { t } = reader;
  const location = useLocation();
  const navigate = useNavigate();
  const [drawerOpen, setDrawerOpen] = useState(false);
  useKey('f', () => list.filters.length > 0 && setDrawerOpen(true));
  useRowKeys();

  const query = new URLSearchParams(location.search);
  const chosen = chosenFilters(list.filters, query);
  const cursor = query.get('cursor');
  const paging = pagingOf(location.state);
  const answer = useAnswer<Page<Item>>(pathOf(list, chosen, { limit: String(PAGE), ...(cursor ? { cursor } : {}) }));
  const counts = useAnswer<Page<Item>>(list.quick ? pathOf(list, without(without(chosen, 'status'), 'late'), { limit: '1', counts: 'true' }) : null).data?.counts;
  const items = answer.data?.items ?? [];
  const nameOf = useNames(items.flatMap((item) => list.codes?.(item) ?? []));
  const show = (next: Chosen): void => navigate({ search: queryOf(next).toString() });
  const isFiltered = Object.keys(chosen).length > 0;
  const matching = counts && matchingCount(counts, chosen);

  return (
    <>
      <div className="head">
        <div>
          <h1>{list.title}</h1>
          {list.quick && (
            <p className="muted" role="status">
              {matching === undefined ? '\u00a0' : isFiltered ? t.list.match(matching) : t.list.total(matching)}
            </p>
          )}
        </div>
        {list.actions && <div className="acts">{list.actions}</div>}
      </div>
      {list.quick && <QuickLinks list={list} chosen={chosen} counts={counts} />}
      {list.filters.length > 0 && (
        <div className="filters">
          <button type="button" className="btn" aria-haspopup="dialog" aria-keyshortcuts="f" onClick={() => setDrawerOpen(true)}>
            <Icon name="filter" />
            {t.list.filter} <kbd aria-hidden="true">f</kbd>
          </button>
          <Chips filters={list.filters} chosen={chosen} show={show} />
        </div>
      )}
      {answer.problem && <ProblemNote problem={answer.problem} retry={answer.reload} />}
      <section className="card" aria-label={list.title}>
        {answer.data ? <Rows list={list} items={items} nameOf={nameOf} isFiltered={isFiltered} /> : !answer.problem && <Loading />}
        {answer.data && (items.length > 0 || cursor) && (
          <footer>
            <span>{items.length > 0 && t.list.range(paging.offset + 1, paging.offset + items.length, matching ?? null)}</span>
            <span className="end">
              <Pager next={answer.data.nextCursor} shown={items.length} cursor={cursor} paging={paging} />
            </span>
          </footer>
        )}
      </section>
      {drawerOpen && <FilterDrawer filters={list.filters} chosen={chosen} apply={(next) => { setDrawerOpen(false); show(next); }} onClose={() => setDrawerOpen(false)} />}
    </>
  );
}

function pathOf<Item>(list: ListOf<Item>, chosen: Chosen, more: Record<string, string>): string {
  const query = queryOf(chosen);
  for (const [key, value] of new URLSearchParams(list.fixed)) query.append(key, value);
  if (list.sort) query.append('sort', list.sort);
  for (const [key, value] of Object.entries(more)) query.append(key, value);
  return `${list.path}?${query.toString()}`;
}

function matchingCount(counts: Counts, chosen: Chosen): number | string | undefined {
  const statuses = chosen['status'];
  // A count of "late within a status" is not asked for: nothing is better than a wrong figure.
  if (chosen['late']) return statuses ? undefined : counts.late;
  return statuses ? sum(statuses.map((status) => counts.status[status] ?? 0)) : counts.total;
}

function QuickLinks<Item>({ list, chosen, counts }: { list: ListOf<Item>; chosen: Chosen; counts: Counts | undefined }) {
  const { t, n } = useReader();
  const words: Record<string, string> = t.status;
  const others = without(without(chosen, 'status'), 'late');
  const statuses = chosen['status'] ?? [];
  const link = (next: Chosen, text: string, count: number | string | undefined, current: boolean, late = false): ReactNode => (
    <Link key={text} to={{ search: queryOf(next).toString() }} aria-current={current ? 'true' : undefined} className={late ? 'apart' : undefined}>
      {late && <Icon name="clock" />}
      {text} <b>{count === undefined ? '' : n(count)}</b>
    </Link>
  );
  return (
    <nav className="quick" aria-label={t.list.status}>
      {link(others, t.list.all, counts?.total, statuses.length === 0 && !chosen['late'])}
      {list.quick?.map((status) => link({ ...others, status: [status] }, words[status] ?? status, counts && (counts.status[status] ?? 0), statuses.length === 1 && statuses[0] === status && !chosen['late']))}
      {list.late && link({ ...others, late: ['true'] }, t.late.word, counts && (counts.late ?? 0), Boolean(chosen['late']) && statuses.length === 0, true)}
    </nav>
  );
}

function Chips({ filters, chosen, show }: { filters: readonly Filter[]; chosen: Chosen; show: (chosen: Chosen) => void }) {
  const { t, dates } = useReader();
  const chips = filters.flatMap((filter) => (chosen[filter.key] ?? []).map((value) => ({ filter, value, words: chipWords(filter, value, t, (instant) => dates.day(instant)) })));
  if (chips.length === 0) return null;
  return (
    <>
      {chips.map(({ filter, value, words }) => (
        <span className="chip" key={`${filter.key} ${value}`}>
          {words}
          <button type="button" aria-label={t.list.remove(words)} onClick={() => show(without(chosen, filter.key, value))}>
            <Icon name="x" />
          </button>
        </span>
      ))}
      <button type="button" className="btn quiet sm" onClick={() => show({})}>
        {t.list.clear}
      </button>
    </>
  );
}

export function Rows<Item>({ list, items, nameOf, isFiltered }: { list: Pick<ListOf<Item>, 'title' | 'columns' | 'keyOf' | 'empty' | 'style'>; items: Item[]; nameOf: (code: string | null | undefined) => string; isFiltered: boolean }) {
  const { t, dates } = useReader();
  const now = browserNow();
  const when = (instant: string): string => dates.short(instant, now);
  const zone = dates.zoneName(now.toISOString());
  if (items.length === 0) return <p className="empty">{isFiltered ? t.list.emptyFiltered : (list.empty ?? t.list.empty)}</p>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t.list.scroll(list.title)}>
      <table className={`rows ${list.style ?? 'list'}`}>
        <caption className="vh">{t.list.caption(list.title)}</caption>
        <thead>
          <tr>
            {list.columns.map(({ head, zoned, number }) => (
              <th key={head} scope="col" className={number ? 'num' : undefined}>
                {zoned ? t.list.zoned(head, zone) : head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={list.keyOf(item)}>
              {list.columns.map(({ head, number, style, cell }, index) =>
                index === 0 ? (
                  <th key={head} scope="row" className={`n ${style ?? ''}`}>
                    {cell(item, nameOf, when)}
                  </th>
                ) : (
                  <td key={head} className={`${number ? 'num' : ''} ${style ?? ''}`}>
                    <span className="lab">{head} </span>
                    {cell(item, nameOf, when)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Paging {
  /** Cursors of the pages before this one; '' is the first page. */
  before: string[];
  offset: number;
}

function pagingOf(state: unknown): Paging {
  const known = state as Paging | null;
  return known && Array.isArray(known.before) ? known : { before: [], offset: 0 };
}

function Pager({ next, shown, cursor, paging }: { next: string | null; shown: number; cursor: string | null; paging: Paging }) {
  const { t } = useReader();
  const navigate = useNavigate();
  const location = useLocation();
  const go = (to: string, state: Paging): void => {
    const query = new URLSearchParams(location.search);
    query.delete('cursor');
    if (to) query.set('cursor', to);
    navigate({ search: query.toString() }, { state });
  };
  return (
    <>
      <button type="button" className="btn sm" disabled={!cursor} onClick={() => go(paging.before.at(-1) ?? '', { before: paging.before.slice(0, -1), offset: Math.max(0, paging.offset - PAGE) })}>
        <Icon name="left" />
        {t.list.newer}
      </button>
      <button type="button" className="btn sm" disabled={!next} onClick={() => next && go(next, { before: [...paging.before, cursor ?? ''], offset: paging.offset + shown })}>
        {t.list.older}
        <Icon name="right" />
      </button>
    </>
  );
}

/** j and k go from row to row; Enter then opens, as on any link. */
function useRowKeys(): void {
  const move = (by: 1 | -1): void => {
    const links = [...document.querySelectorAll<HTMLElement>('table.rows tbody th a')];
    const at = links.findIndex((link) => link === document.activeElement);
    links[Math.min(links.length - 1, Math.max(0, at + by))]?.focus();
  };
  useKey('j', () => move(1));
  useKey('k', () => move(-1));
}
