import { ofEntity } from '../lists/entity-filter.js';
import { List } from '../lists/list.js';
import { days, numbers, type Filter } from '../lists/list-filters.js';
import { PROCESS_STATUSES, useProcessColumns } from './process-columns.js';
import { useReader } from '../reader/reader.js';
import type { Process } from '../answers/processes.js';

export function ProcessesList({ kind }: { kind: 'deliveries' | 'workflows' }) {
  const { t, isLocal } = useReader();
  const filters: Filter[] = [
    { key: 'status', kind: 'statuses', values: PROCESS_STATUSES[kind] },
    { key: 'q', kind: 'text', label: t.fields.text },
    { key: 'campaign', kind: 'reference', of: 'campaigns', label: t.fields.campaign },
    { key: 'package', kind: 'reference', of: 'packages', label: t.fields.package },
    ...ofEntity(t, isLocal),
    { key: 'cycle', kind: 'text', label: t.fields.cycle },
    ...days('started', t.lists.started),
    ...days('modified', t.lists.modified),
    ...(kind === 'deliveries' ? [...numbers('toDeliver', t.lists.toDeliver), ...numbers('failed', t.lists.failed)] : []),
  ];
  const columns = useProcessColumns(kind);
  return <List<Process> list={{ title: t.things[kind], path: `/${kind}`, filters, quick: PROCESS_STATUSES[kind], sort: '-modifiedAt', exported: true, bulk: kind, columns, keyOf: (process) => process.code, codes: (process) => [process.campaign] }} />;
}
