import { Link } from 'react-router-dom';
import { List } from '../lists/list.js';
import { recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { BulkRun } from './bulk.js';

/** What the reader has done to many at once, newest first. */
export function BulkRunsList() {
  const { t, dates } = useReader();
  return (
    <List<Omit<BulkRun, 'done' | 'succeeded' | 'refused'>>
      list={{
        title: t.things['bulk-runs'], path: '/bulk-runs', filters: [], sort: '-startedAt', keyOf: ({ id }) => id, empty: t.bulk.noRuns,
        columns: [
          { name: 'command', head: t.fields.what, cell: ({ id, command, list, total }) => <Link to={recordPath('bulk-runs', id)}>{t.bulk.run(command, list, total)}</Link> },
          { name: 'startedAt', head: t.lists.started, zoned: true, style: 'bare', cell: ({ startedAt }, _nameOf, when) => when(startedAt) },
          { name: 'comment', head: t.fields.comment, style: 'bare', cell: ({ comment }) => (comment ? t.quoted(comment) : t.none) },
          { name: 'state', head: t.fields.state, style: 'bare', cell: ({ finishedAt }) => (finishedAt ? t.bulk.finished(dates.second(finishedAt)) : t.bulk.running) },
        ],
      }}
    />
  );
}
