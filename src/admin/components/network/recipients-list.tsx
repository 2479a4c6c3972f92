import { useState } from 'react';
import { ImportButton } from '../imports/import-button.js';
import { ofEntity } from '../lists/entity-filter.js';
import { List } from '../lists/list.js';
import { useReader } from '../reader/reader.js';

interface Recipient { code?: string; id?: string; email: string; entity: string; firstName: string | null; lastName: string | null; locale: string | null }

export function RecipientsList() {
  const [imported, setImported] = useState(0);
  const { t, things, isLocal } = useReader();
  return (
    <List<Recipient>
      key={imported}
      list={{
        actions: <ImportButton list="recipients" onDone={() => setImported(imported + 1)} />,
        title: things.recipients, path: '/recipients', filters: [...ofEntity(t, isLocal, true), { key: 'q', kind: 'text', label: t.fields.email }, { key: 'locale', kind: 'choice', label: t.fields.locale, values: ['en', 'fr'], word: (value) => value.toUpperCase() }], exported: true, sort: 'email',
        keyOf: (recipient) => `${recipient.entity} ${recipient.email}`, codes: (recipient) => [recipient.entity],
        columns: [
          { name: 'email', head: t.fields.email, sort: 'email', cell: (recipient) => recipient.email },
          { name: 'name', head: t.fields.name, style: 'bare', cell: (recipient) => [recipient.firstName, recipient.lastName].filter(Boolean).join(' ') || t.none },
          { name: 'entity', head: t.fields.entity, style: 'bare', cell: (recipient, nameOf) => (<>{nameOf(recipient.entity)}<span className="sub code">{recipient.entity}</span></>) },
          { name: 'locale', head: t.fields.locale, cell: (recipient) => recipient.locale?.toUpperCase() ?? t.none },
        ],
      }}
    />
  );
}
