import { useEffect, useState, type ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import type { Counts, Page } from '../answers/api.js';
import { apiUrl } from '../answers/api.js';
import { SelectionBar } from '../bulk/selection-bar.js';
import type { BulkListName } from '../bulk/bulk.js';
import { useAnswer, useNames } from '../answers/use-answer.js';
import { useKey } from '../frame/frame.js';
import { Icon, Loading, ProblemNote } from '../parts/parts.js';
import type { Kind } from '../parts/status.js';
import { sum } from '../reader/figures.js';
import { useReader } from '../reader/reader.js';
import { ViewMenu } from '../views/view-menu.js';
import { Chips } from './chips.js';
import { ColumnsMenu, useColumns } from './columns-menu.js';
import { FilterDrawer } from './filter-drawer.js';
import { chosenFilters, queryOf, without, type Chosen, type Filter } from './list-filters.js';
import { Pager, pagingOf, PAGE } from './pager.js';
import { QuickLinks } from './quick-links.js';
import { useRowKeys } from './row-keys.js';
import { Rows, type Column, type Ticks } from './rows.js';
import { useScroll } from './use-scroll.js';

export interface ListOf<Item> {
  title: string;
  /** Path under /api/v1; its last part is the list's name. */
  path: string;
  /** Query that always holds, as for the orders of one package. */
  fixed?: string;
  filters: readonly Filter[];
  /** Statuses offered as quick links with their counts. */
  quick?: readonly string[];
  /** Whether "late" is counted and offered beside them. */
  late?: boolean;
  /** What the API sorts by where the reader chose nothing. */
  sort?: string;
  columns: Column<Item>[];
  keyOf: (item: Item) => string;
  /** Codes whose labels the rows show. */
  codes?: (item: Item) => (string | null | undefined)[];
  actions?: ReactNode;
  empty?: string;
  style?: string;
  /** Whether what it shows can be had as a file. */
  exported?: boolean;
  /** Whether rows are ticked, to be acted on together. */
  bulk?: BulkListName;
}

/** A list with quick links, filters, order and columns kept in the address, and pages by cursor. */
export function List<Item>({ list }: { list: ListOf<Item> }) {
  const { t, n, isLocal } = useReader();
  const location = useLocation();
  const navigate = useNavigate();
  const [drawerOpen, setDrawerOpen] = useState(false);
  const name = list.path.split('/').at(-1) ?? '';
  useKey('f', () => list.filters.length > 0 && setDrawerOpen(true));
  useRowKeys();

  const query = new URLSearchParams(location.search);
  const chosen = chosenFilters(list.filters, query);
  const sort = query.get('sort') ?? list.sort;
  const cursor = query.get('cursor');
  const paging = pagingOf(location.state);
  const answer = useAnswer<Page<Item>>(pathOf(list, chosen, { ...(sort ? { sort } : {}), limit: String(PAGE), ...(cursor ? { cursor } : {}) }));
  const counts = useAnswer<Page<Item>>(list.quick ? pathOf(list, without(without(chosen, 'status'), 'late'), { limit: '1', counts: 'true' }) : null).data?.counts;
  const isFiltered = Object.keys(chosen).length > 0;
  const all = useAnswer<Page<Item>>(list.quick && isFiltered ? pathOf(list, {}, { limit: '1', counts: 'true' }) : null).data?.counts?.total;
  const items = answer.data?.items ?? [];
  const nameOf = useNames(items.flatMap((item) => list.codes?.(item) ?? []));
  const columns = useColumns(name, list.columns);
  const kept = keptBeside(query);
  const show = (next: Chosen): void => navigate({ search: searchOf(next, kept) });
  const matching = counts && matchingCount(counts, chosen);
  const said = matching === undefined ? '\u00a0' : !isFiltered ? t.list.total(matching) : all === undefined ? t.list.match(matching) : t.lists.matchOf(matching, all);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const ticks: Ticks | undefined = list.bulk && !isLocal ? { ticked, set: (keys, on) => setTicked((before) => withTicks(before, keys, on)), nameOf: (key) => key } : undefined;
  useScroll(answer.data !== undefined);
  useShortPage(answer.data, cursor, (next) => navigate({ search: withCursor(location.search, next) }, { replace: true, state: location.state }));

  return (
    <>
      <div className="head">
        <div>
          <h1>{list.title}</h1>
          {list.quick && <p className="muted" role="status">{said}</p>}
        </div>
        <div className="acts">
          {!isLocal && list.filters.length > 0 && <ViewMenu list={name} query={searchOf(chosen, { sort: query.get('sort') })} columns={columns.names} onUse={(search, names) => { if (names) columns.show(names); navigate({ search }); }} />}
          {list.exported && (
            <a className="btn" href={apiUrl(`/exports${pathOf(list, chosen, sort ? { sort } : {})}`)} download>
              <Icon name="download" />
              {matching === undefined ? t.lists.exportAll : t.lists.exported(matching)}
            </a>
          )}
          {list.actions}
        </div>
      </div>
      {list.quick && <QuickLinks of={name as Kind} statuses={list.quick} late={list.late === true} chosen={chosen} counts={counts} kept={kept} />}
      <div className="filters">
        {list.filters.length > 0 && (
          <button type="button" className="btn" aria-haspopup="dialog" aria-keyshortcuts="f" onClick={() => setDrawerOpen(true)}>
            <Icon name="filter" />
            {t.list.filter} <kbd aria-hidden="true">f</kbd>
          </button>
        )}
        <Chips of={name as Kind} filters={list.filters} chosen={chosen} show={show} />
        <span className="end">
          <ColumnsMenu title={list.title} columns={columns} />
        </span>
      </div>
      {answer.problem && <ProblemNote problem={answer.problem} retry={answer.reload} />}
      <section className="card" aria-label={list.title}>
        {list.bulk && ticked.size > 0 && <SelectionBar list={list.bulk} ticked={[...ticked]} matching={matching} query={searchOf(chosen, {})} onUntick={() => setTicked(new Set())} />}
        {answer.data ? <Rows list={{ ...list, columns: columns.shown }} items={items} nameOf={nameOf} isFiltered={isFiltered} {...(ticks ? { ticks } : {})} sorting={sort ? { by: sort, set: (by) => navigate({ search: searchOf(chosen, { ...kept, sort: by }) }) } : undefined} /> : !answer.problem && <Loading />}
        {answer.data && (items.length > 0 || cursor) && (
          <footer>
            <span>{items.length > 0 && t.list.range(paging.offset + 1, paging.offset + items.length, matching ?? null)}</span>
            <span className="end">
              <Pager next={answer.data.nextCursor} shown={items.length} cursor={cursor} paging={paging} />
            </span>
          </footer>
        )}
      </section>
      <p className="vh" role="status">{answer.data && n(items.length)}</p>
      {drawerOpen && <FilterDrawer filters={list.filters} chosen={chosen} apply={(next) => { setDrawerOpen(false); show(next); }} onClose={() => setDrawerOpen(false)} />}
    </>
  );
}

function withTicks(before: ReadonlySet<string>, keys: string[], on: boolean): Set<string> {
  const next = new Set(before);
  for (const key of keys) if (on) next.add(key); else next.delete(key);
  return next;
}

/** While a cascade is written down a page may be empty though more follow (contract.md): the next one is shown in its place. */
function useShortPage<Item>(page: Page<Item> | undefined, cursor: string | null, goOn: (cursor: string) => void): void {
  const next = page && page.items.length === 0 ? page.nextCursor : null;
  useEffect(() => {
    if (next && next !== cursor) goOn(next);
  }, [next]);
}

interface Kept {
  sort?: string | null;
}

const keptBeside = (query: URLSearchParams): Kept => ({ sort: query.get('sort') });

function searchOf(chosen: Chosen, { sort }: Kept): string {
  const query = queryOf(chosen);
  if (sort) query.set('sort', sort);
  return query.toString();
}

function withCursor(search: string, cursor: string): string {
  const query = new URLSearchParams(search);
  query.set('cursor', cursor);
  return query.toString();
}

function pathOf<Item>(list: ListOf<Item>, chosen: Chosen, more: Record<string, string>): string {
  const query = queryOf(chosen);
  for (const [key, value] of new URLSearchParams(list.fixed)) query.append(key, value);
  for (const [key, value] of Object.entries(more)) query.append(key, value);
  return `${list.path}?${query.toString()}`;
}

function matchingCount(counts: Counts, chosen: Chosen): number | string | undefined {
  const statuses = chosen['status'];
  // A count of "late within a status" is not asked for: nothing is better than a wrong figure.
  if (chosen['late']) return statuses ? undefined : counts.late;
  return statuses ? sum(statuses.map((status) => counts.status[status] ?? 0)) : counts.total;
}
