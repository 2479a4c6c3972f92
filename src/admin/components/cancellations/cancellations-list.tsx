import { Link } from 'react-router-dom';
import { List } from '../lists/list.js';
import { days, type Filter } from '../lists/list-filters.js';
import { Code, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { ProcessChip, statusWord } from '../parts/status.js';
import type { Cancellation } from '../answers/things.js';

export function CancellationsList() {
  const { t, dates } = useReader();
  const filters: Filter[] = [
    { key: 'state', kind: 'several', label: t.cancellation.cascade, values: ['running', 'finished'], word: (value) => statusWord(t, 'cancellations', value) },
    { key: 'q', kind: 'text', label: t.fields.text },
    { key: 'package', kind: 'reference', of: 'packages', label: t.fields.package },
    { key: 'by', kind: 'reference', of: 'operators', label: t.fields.who },
    ...days('canceled', t.lists.canceledAt),
  ];
  return (
    <List<Cancellation>
      list={{
        title: t.things.cancellations, path: '/cancellations', filters, sort: '-canceledAt', exported: true,
        keyOf: (cancellation) => cancellation.code,
        codes: (cancellation) => [cancellation.package, cancellation.by],
        columns: [
          { name: 'cancellation', head: t.cancellation.cancellation, cell: (cancellation, nameOf) => (<><Link to={recordPath('cancellations', cancellation.code)}>{nameOf(cancellation.package)}</Link><span className="sub"><Code>{cancellation.code}</Code> · <Code>{cancellation.order ?? cancellation.package}</Code></span></>) },
          { name: 'canceled', head: t.status.canceled, style: 'bare', sort: '-canceledAt', cell: (cancellation, nameOf) => (<>{dates.moment(cancellation.canceledAt)}<span className="sub">{nameOf(cancellation.by)}</span></>) },
          { name: 'comment', head: t.fields.comment, style: 'bare', cell: (cancellation) => (cancellation.comment ? t.quoted(cancellation.comment) : t.none) },
          { name: 'cascade', head: t.cancellation.cascade, style: 'bare', cell: (cancellation) => <ProcessChip of="cancellations" status={cancellation.state} /> },
        ],
      }}
    />
  );
}
