import { useState } from 'react';
import { Link } from 'react-router-dom';
import { NewLink } from './admin-links.js';
import type { Entity } from './entity-page.js';
import { ImportButton } from '../imports/import-button.js';
import { List } from '../lists/list.js';
import { recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';

export function EntitiesList() {
  const [imported, setImported] = useState(0);
  const { t, n } = useReader();
  return (
    <List<Entity>
      key={imported}
      list={{
        actions: <><ImportButton list="entities" onDone={() => setImported(imported + 1)} /><NewLink resource="entities" /></>,
        title: t.things.entities, path: '/entities', filters: [{ key: 'q', kind: 'text', label: t.fields.text }, { key: 'locale', kind: 'choice', label: t.fields.locale, values: ['en', 'fr'], word: (value) => value.toUpperCase() }], exported: true, sort: '-createdAt', keyOf: (entity) => entity.code,
        columns: [
          { name: 'entity', head: t.fields.entity, sort: 'label', cell: (entity) => (<><Link to={recordPath('entities', entity.code)}>{entity.label}</Link><span className="sub code">{entity.code}</span></>) },
          { name: 'locale', head: t.fields.locale, cell: (entity) => entity.locale.toUpperCase() },
          { name: 'timeZone', head: t.fields.timeZone, cell: (entity) => entity.timeZone },
          { name: 'contact', head: t.fields.contact, cell: (entity) => entity.contact || t.none },
          { name: 'addresses', head: t.fields.addresses, number: true, cell: (entity) => <span title={entity.notificationGroup?.join(', ')}>{n(entity.notificationGroup?.length ?? 0)}</span> },
        ],
      }}
    />
  );
}
