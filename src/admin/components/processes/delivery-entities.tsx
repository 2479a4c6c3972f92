import { useState } from 'react';
import { ProgressBar } from './process-columns.js';
import { Rows, type Column } from '../lists/rows.js';
import { Card, Code, Loading, ProblemNote, ThingLink } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { useAnswer, useNames } from '../answers/use-answer.js';
import type { Process } from '../answers/processes.js';

type Part = Required<Pick<Process, 'toDeliver' | 'processed' | 'pending' | 'sent' | 'failed' | 'canceled' | 'uncertain'>> & { entity: string };

const SHOWN = 15;

/** Each entity's part of a delivery, counted when asked for: the whole ledger is read for it. */
export function DeliveryEntities({ process }: { process: Process }) {
  const { t, dates } = useReader();
  const words = t.pages.delivery;
  const [isOpen, setOpen] = useState(false);
  const answer = useAnswer<{ items: Part[] }>(isOpen ? `/deliveries/${process.code}/entities` : null);
  const items = answer.data?.items ?? [];
  if (process.status === 'draft') return null;
  const again = !isOpen ? (
    <button type="button" className="btn sm" onClick={() => setOpen(true)}>{words.showEntities}</button>
  ) : (
    answer.heardAt !== null && (
      <>
        <span>{words.countedAt(dates.second(new Date(answer.heardAt).toISOString()))}</span>
        <button type="button" className="btn sm" onClick={answer.reload}>{words.refresh}</button>
      </>
    )
  );
  return (
    <Card title={words.byEntity} id="card-entities" beside={answer.data && words.entities(items.length)} end={again}>
      {answer.problem && <ProblemNote problem={answer.problem} retry={answer.reload} />}
      {isOpen && !answer.data && !answer.problem && <Loading />}
      {answer.data && <Parts items={items} />}
    </Card>
  );
}

function Parts({ items }: { items: Part[] }) {
  const { t, n } = useReader();
  const [showsAll, setShowsAll] = useState(false);
  const nameOf = useNames(items.map(({ entity }) => entity));
  const number = (head: string, field: 'sent' | 'failed' | 'pending' | 'canceled' | 'uncertain'): Column<Part> => ({ name: field, head, number: true, cell: (part) => n(part[field]) });
  const columns: Column<Part>[] = [
    { name: 'entity', head: t.fields.entity, cell: (part) => (<><ThingLink code={part.entity} label={nameOf(part.entity)} /> <Code>{part.entity}</Code></>) },
    { name: 'progress', head: t.fields.progress, style: 'prog bare', cell: (part) => <ProgressBar process={part} /> },
    number(t.fields.sent, 'sent'), number(t.fields.failed, 'failed'), number(t.fields.uncertain, 'uncertain'), number(t.fields.pending, 'pending'), number(t.pages.delivery.canceled, 'canceled'),
  ];
  // Those with failures first, then by name.
  const sorted = [...items].sort((a, b) => b.failed + b.uncertain - (a.failed + a.uncertain) || nameOf(a.entity).localeCompare(nameOf(b.entity)));
  return (
    <>
      <Rows list={{ title: t.pages.delivery.byEntity, columns, keyOf: (part) => part.entity, empty: t.pages.delivery.noEntities, style: 'prc' }} items={showsAll ? sorted : sorted.slice(0, SHOWN)} nameOf={nameOf} isFiltered={false} />
      {!showsAll && sorted.length > SHOWN && (
        <footer>
          <button type="button" className="btn sm" onClick={() => setShowsAll(true)}>{t.pages.delivery.allEntities(sorted.length)}</button>
        </footer>
      )}
    </>
  );
}
