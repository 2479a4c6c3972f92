import { Link } from 'react-router-dom';
import { ofEntity } from '../lists/entity-filter.js';
import { List } from '../lists/list.js';
import { days, type Filter } from '../lists/list-filters.js';
import { Code, recordPath, ThingLink } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { mailError } from './mail-errors.js';
import { MailState } from './mail-state.js';

interface Notification {
  id: string;
  event: string;
  subject: string;
  package: string | null;
  order: string | null;
  entity: string | null;
  address: string;
  cycle: number;
  state: string;
  attempts: number;
  acceptedAt: string | null;
  messageId: string | null;
  lastError: string | null;
}

const STATES = ['pending', 'sending', 'sent', 'failed', 'uncertain'] as const;

/** Every mail owed, to whom, with the server's proof or the last error. */
export function NotificationsList() {
  const { t, n, things, isLocal } = useReader();
  const words: Record<string, string> = t.status;
  const events: Record<string, string> = t.events;
  const filters: Filter[] = [
    { key: 'state', kind: 'several', label: t.fields.state, values: STATES, word: (value) => words[value] ?? value },
    { key: 'event', kind: 'several', label: t.fields.event, values: Object.keys(t.events), word: (value) => events[value] ?? value },
    { key: 'q', kind: 'text', label: t.fields.address },
    { key: 'package', kind: 'reference', of: 'packages', label: t.fields.package },
    { key: 'order', kind: 'text', label: t.fields.order },
    ...ofEntity(t, isLocal),
    ...days('accepted', t.lists.accepted),
  ];
  return (
    <List<Notification>
      list={{
        title: things.notifications,
        path: '/notifications',
        filters,
        sort: '-createdAt',
        exported: true,
        keyOf: (mail) => mail.id,
        codes: (mail) => [mail.entity, mail.package],
        columns: [
          { name: 'address', head: t.fields.address, cell: (mail, nameOf) => (<><Link to={recordPath('notifications', mail.id)}>{mail.address}</Link><span className="sub">{nameOf(mail.entity)} {mail.entity && <Code>{mail.entity}</Code>}</span></>) },
          { name: 'event', head: t.fields.event, style: 'bare', cell: (mail) => (<>{events[mail.event] ?? mail.event}<span className="sub code">{mail.subject}</span></>) },
          { name: 'package', head: t.fields.package, style: 'bare', cell: (mail, nameOf) => (mail.package ? <><ThingLink code={mail.package} label={nameOf(mail.package)} /><span className="sub code">{mail.package}</span></> : t.none) },
          { name: 'state', head: t.fields.state, style: 'bare', cell: (mail) => <MailState mail={mail} /> },
          { name: 'attempts', head: t.fields.attempts, number: true, cell: (mail) => n(mail.attempts) },
          { name: 'proof', head: t.fields.proof, style: 'proof bare', cell: (mail, _nameOf, when) => (<>{mail.acceptedAt ? when(mail.acceptedAt) : (mail.lastError === null ? t.none : mailError(mail.lastError, t).words)}{mail.messageId && <span className="sub code" title={mail.messageId}>{mail.messageId}</span>}</>) },
        ],
      }}
    />
  );
}
