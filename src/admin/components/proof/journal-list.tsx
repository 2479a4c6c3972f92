import { Link } from 'react-router-dom';
import { List } from '../lists/list.js';
import { days, type Filter } from '../lists/list-filters.js';
import { codesIn } from './changes.js';
import { JournalLine } from './journal.js';
import { codeOf } from './telling.js';
import { Icon, recordPath, ThingLink } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { JournalEntry } from '../answers/things.js';

export function JournalList() {
  const { t } = useReader();
  const filters: Filter[] = [
    { key: 'subject', kind: 'text', label: t.fields.code },
    { key: 'by', kind: 'reference', of: 'operators', label: t.fields.who },
    { key: 'refused', kind: 'flag', label: t.lists.refused },
    ...days('at', t.lists.at),
  ];
  return (
    <List<JournalEntry>
      list={{
        title: t.things.journal, path: '/journal', sort: '-at', exported: true, filters, keyOf: (entry) => `${entry.at} ${entry.subject} ${entry.command} ${entry.by}`, codes: (entry) => [entry.by, codeOf(entry), ...codesIn(entry.changes ?? [])],
        columns: [
          { name: 'when', head: t.fields.when, zoned: true, style: 'nw', cell: (entry, _nameOf, when) => when(entry.at) },
          { name: 'subject', head: t.fields.subject, style: 'bare', cell: (entry, nameOf) => (entry.subjectKind === 'bulk-run' ? <Link to={recordPath('bulk-runs', entry.subject)}>{t.bulk.runs}</Link> : <><ThingLink code={codeOf(entry)} label={nameOf(codeOf(entry))} /><span className="sub code">{entry.subject}</span></>) },
          { name: 'what', head: t.fields.what, style: 'bare', cell: (entry, nameOf) => (<>{entry.refused && <Icon name="x" />} <JournalLine entry={entry} nameOf={nameOf} /></>) },
        ],
      }}
    />
  );
}
