import { Link } from 'react-router-dom';
import type { Counts } from '../answers/api.js';
import { Icon } from '../parts/parts.js';
import { statusWord, type Kind } from '../parts/status.js';
import { useReader } from '../reader/reader.js';
import { queryOf, without, type Chosen } from './list-filters.js';

interface Props {
  of: Kind;
  statuses: readonly string[];
  late: boolean;
  chosen: Chosen;
  counts: Counts | undefined;
  kept: { sort?: string | null };
}

/** Each status with its count, the counts following the other filters; late apart, for it is no status. */
export function QuickLinks({ of, statuses, late, chosen, counts, kept }: Props) {
  const { t, n } = useReader();
  const others = without(without(chosen, 'status'), 'late');
  const now = chosen['status'] ?? [];
  const isLate = Boolean(chosen['late']);
  const search = (next: Chosen): string => {
    const query = queryOf(next);
    if (kept.sort) query.set('sort', kept.sort);
    return query.toString();
  };
  const count = (value: number | string | undefined): string => (counts ? n(value ?? 0) : '');
  return (
    <nav className="quick" aria-label={t.list.status}>
      <Link to={{ search: search(others) }} aria-current={now.length === 0 && !isLate ? 'true' : undefined}>
        {t.list.all} <b>{count(counts?.total)}</b>
      </Link>
      {statuses.map((status) => (
        <Link key={status} to={{ search: search({ ...others, status: [status] }) }} aria-current={now.length === 1 && now[0] === status && !isLate ? 'true' : undefined}>
          {statusWord(t, of, status)} <b>{count(counts?.status[status])}</b>
        </Link>
      ))}
      {late && (
        <Link to={{ search: search({ ...others, late: ['true'] }) }} aria-current={isLate && now.length === 0 ? 'true' : undefined} className="apart">
          <Icon name="clock" />
          {t.late.word} <b>{count(counts?.late)}</b>
        </Link>
      )}
    </nav>
  );
}
