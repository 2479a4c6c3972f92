import { ofEntity } from '../lists/entity-filter.js';
import { List } from '../lists/list.js';
import { days, numbers, type Filter } from '../lists/list-filters.js';
import { ORDER_STATUSES, orderCodes, useOrderColumns } from './order-columns.js';
import { useReader } from '../reader/reader.js';
import type { Order } from '../answers/things.js';

export function OrdersList() {
  const { t, things, isLocal } = useReader();
  const filters: Filter[] = [
    { key: 'status', kind: 'statuses', values: ORDER_STATUSES },
    { key: 'late', kind: 'flag', label: t.fields.late },
    { key: 'q', kind: 'text', label: t.fields.text },
    { key: 'package', kind: 'reference', of: 'packages', label: t.fields.package, many: true },
    ...ofEntity(t, isLocal, true),
    ...(isLocal ? [] : [{ key: 'assignedTo', kind: 'reference', of: 'operators', label: t.fields.assignedTo } as const]),
    ...days('ordered', t.lists.ordered),
    ...days('modified', t.lists.modified),
    ...days('created', t.lists.created),
    { key: 'cycle', kind: 'text', label: t.fields.cycle },
    ...numbers('cycle', t.lists.cycle),
  ];
  const columns = useOrderColumns(false);
  return <List<Order> list={{ title: things.orders, path: '/orders', filters, quick: ORDER_STATUSES, sort: '-modifiedAt', exported: true, bulk: 'orders', columns, keyOf: (order) => order.code, codes: orderCodes }} />;
}
