import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { useAnswer, useNames } from '../answers/use-answer.js';
import type { Page } from '../answers/api.js';
import { Rows, type Column } from '../lists/rows.js';
import { Absent, Card, Crumbs, Icon, LiveNote, recordPath, listPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { BulkRow, BulkRun } from './bulk.js';

const HALF_A_SECOND = 500;
const SHOWN = 100;
type Result = BulkRow['result'] | null;

/** What became of each of many: it goes on without the reader, who finds it here again. */
export function BulkRunPage() {
  const { t, dates, n } = useReader();
  const { recordId: id = '' } = useParams();
  const [isOver, setOver] = useState(false);
  const [result, setResult] = useState<Result>(null);
  // Cursors of the pages passed; the last is this one's.
  const [pages, setPages] = useState<string[]>([]);
  const cursor = pages.at(-1);
  const every = isOver ? null : HALF_A_SECOND;
  const { data: run, problem, heardAt, reload } = useAnswer<BulkRun>(`/bulk-runs/${id}`, { every });
  const rows = useAnswer<Page<BulkRow>>(`/bulk-runs/${id}/rows?limit=${SHOWN}${result ? `&result=${result}` : ''}${cursor ? `&cursor=${cursor}` : ''}`, { every });
  const nameOf = useNames([run?.by]);
  if (run?.state === 'finished' && !isOver) {
    setOver(true);
    rows.reload();
  }
  if (!run) return <Absent problem={problem} retry={reload} />;
  const title = t.bulk.run(run.command, run.list, run.total);
  const left = run.total - run.done;
  const figures: [Result, string, number][] = [[null, t.bulk.all, run.total], ['done', t.bulk.succeeded, run.succeeded], ['refused', t.bulk.refused, run.refused], ['pending', t.bulk.left, left]];
  return (
    <>
      <Crumbs>{[<Link key="list" to={listPath(run.list)}>{t.things[run.list]}</Link>, <Link key="run" to={listPath('bulk-runs')}>{t.bulk.runs}</Link>]}</Crumbs>
      <div className="head">
        <div>
          <h1>{title}</h1>
          <div className="line">
            <span>{t.bulk.by} <b>{nameOf(run.by)}</b>, {dates.moment(run.startedAt)}</span>
            {run.comment && <span>{t.quoted(run.comment)}</span>}
          </div>
        </div>
      </div>
      <Card title={run.finishedAt ? t.bulk.finished(dates.second(run.finishedAt)) : t.bulk.running} id="card-run" beside={<span role="status">{t.bulk.progress(run.done, run.total)}</span>} end={!isOver && <LiveNote heardAt={heardAt} />}>
        <div className="pad">
          <div className="bar thick" role="progressbar" aria-label={title} aria-valuemin={0} aria-valuemax={run.total} aria-valuenow={run.done}>
            <i className="sent" style={{ width: `${(100 * run.succeeded) / run.total}%` }} />
            <i className="fail" style={{ width: `${(100 * run.refused) / run.total}%` }} />
          </div>
        </div>
        <nav className="quick" aria-label={t.bulk.results}>
          {figures.map(([key, words, count]) => (
            <button key={words} type="button" className="link" aria-pressed={result === key} onClick={() => { setResult(key); setPages([]); }}>
              {words} <b>{n(count)}</b>
            </button>
          ))}
        </nav>
        {rows.data && <Results run={run} rows={rows.data.items} />}
        {rows.data && (cursor || rows.data.nextCursor) && (
          <footer>
            <span className="end">
              <button type="button" className="btn sm" disabled={!cursor} onClick={() => setPages(pages.slice(0, -1))}><Icon name="left" />{t.bulk.less}</button>
              <button type="button" className="btn sm" disabled={!rows.data.nextCursor} onClick={() => setPages([...pages, rows.data?.nextCursor ?? ''])}>{t.bulk.more}<Icon name="right" /></button>
            </span>
          </footer>
        )}
      </Card>
    </>
  );
}

function Results({ run, rows }: { run: BulkRun; rows: BulkRow[] }) {
  const { t } = useReader();
  const columns: Column<BulkRow>[] = [
    { name: 'thing', head: t.bulk.thing[run.list], cell: ({ code, label }) => (<><Link to={recordPath(run.list, code)}>{label || code}</Link><span className="sub code">{code}</span></>) },
    { name: 'results', head: t.bulk.results, style: 'bare', cell: ({ result }) => <span className={`result ${result}`}>{t.bulk.result[result]}</span> },
    {
      name: 'reason', head: t.fields.reason,
      style: 'bare',
      cell: ({ problem, cancellation }) => (
        <>
          {problem && problem.detail}
          {cancellation && <Link to={recordPath('cancellations', cancellation)}>{t.bulk.follow} {cancellation}</Link>}
          {!problem && !cancellation && t.none}
        </>
      ),
    },
  ];
  return <Rows list={{ title: t.bulk.results, columns, keyOf: ({ code }) => code, empty: t.bulk.none }} items={rows} nameOf={(code) => code ?? ''} isFiltered={false} />;
}
