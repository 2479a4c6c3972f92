import { Link } from 'react-router-dom';
import { NewLink } from './admin-links.js';
import { List } from '../lists/list.js';
import type { Filter } from '../lists/list-filters.js';
import { recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';

interface Operator { email: string; name: string; role: 'admin' | 'central' | 'local'; entity: string | null; locale: string }

export function OperatorsList() {
  const { t } = useReader();
  const filters: Filter[] = [
    { key: 'role', kind: 'choice', label: t.fields.role, values: ['admin', 'central', 'local'], word: (value) => t.roles[value as Operator['role']] },
    { key: 'entity', kind: 'reference', of: 'entities', label: t.fields.entity },
    { key: 'q', kind: 'text', label: t.fields.email },
  ];
  return (
    <List<Operator>
      list={{
        title: t.things.operators, actions: <NewLink resource="operators" />, path: '/operators', filters, exported: true, sort: 'code', keyOf: (operator) => operator.email, codes: (operator) => [operator.entity],
        columns: [
          { name: 'name', head: t.fields.name, cell: (operator) => (<><Link to={recordPath('operators', operator.email)}>{operator.name}</Link><span className="sub">{operator.email}</span></>) },
          { name: 'role', head: t.fields.role, style: 'bare', cell: (operator) => t.roles[operator.role] },
          { name: 'entity', head: t.fields.entity, style: 'bare', cell: (operator, nameOf) => (operator.entity ? nameOf(operator.entity) : t.none) },
          { name: 'locale', head: t.fields.locale, cell: (operator) => operator.locale?.toUpperCase() },
        ],
      }}
    />
  );
}
