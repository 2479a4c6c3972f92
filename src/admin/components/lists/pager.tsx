import { useLocation, useNavigate } from 'react-router-dom';
import { Icon } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';

export const PAGE = 25;

export interface Paging {
  /** Cursors of the pages before this one; '' is the first page. */
  before: string[];
  offset: number;
}

export function pagingOf(state: unknown): Paging {
  const known = state as Paging | null;
  return known && Array.isArray(known.before) ? known : { before: [], offset: 0 };
}

export function Pager({ next, shown, cursor, paging }: { next: string | null; shown: number; cursor: string | null; paging: Paging }) {
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
