import { Link } from 'react-router-dom';
import type { Entity } from './entity-page.js';
import { JournalLine } from './journal.js';
import { List } from './list.js';
import type { Filter } from './list-filters.js';
import { ORDER_STATUSES, orderCodes, useOrderColumns } from './order-columns.js';
import { Code, folderWords, Icon, recordPath, ThingLink } from './parts.js';
import { PROCESS_STATUSES, useProcessColumns } from './process-columns.js';
import { useReader } from './reader.js';
import { LifeBadge, ProcessChip } from './status.js';
import type { Texts } from './texts.en.js';
import type { Campaign, Cancellation, JournalEntry, Order, Process } from './things.js';

/** No filter where there is only one entity to see. */
const ofEntity = (t: Texts, isLocal: boolean): Filter[] => (isLocal ? [] : [{ key: 'entity', kind: 'text', label: t.fields.entity }]);

const CAMPAIGN_STATUSES = ['being-edited', 'running', 'finished', 'canceled'] as const;

export function OrdersList() {
  const { t, things, isLocal } = useReader();
  const filters: Filter[] = [
    { key: 'status', kind: 'statuses', values: ORDER_STATUSES },
    { key: 'late', kind: 'flag', label: t.fields.late },
    { key: 'package', kind: 'text', label: t.fields.package },
    ...ofEntity(t, isLocal),
    { key: 'cycle', kind: 'text', label: t.fields.cycle },
    { key: 'q', kind: 'text', label: t.fields.text },
  ];
  const columns = useOrderColumns(false);
  return <List<Order> list={{ title: things.orders, path: '/orders', filters, quick: ORDER_STATUSES, sort: '-modifiedAt', columns, keyOf: (order) => order.code, codes: orderCodes }} />;
}

export function CampaignsList() {
  const { t, things, isLocal } = useReader();
  const kinds: Record<string, string> = t.kind;
  const filters: Filter[] = [
    { key: 'status', kind: 'statuses', values: CAMPAIGN_STATUSES },
    ...(isLocal ? [] : [{ key: 'kind', kind: 'choice', label: t.fields.kind, values: ['reference', 'child'], word: (value: string) => kinds[value] ?? value } as const]),
    { key: 'package', kind: 'text', label: t.fields.package },
    ...ofEntity(t, isLocal),
    { key: 'q', kind: 'text', label: t.fields.text },
  ];
  return (
    <List<Campaign>
      list={{
        title: things.campaigns, path: '/campaigns', filters, quick: CAMPAIGN_STATUSES, sort: '-modifiedAt',
        keyOf: (campaign) => campaign.code,
        codes: (campaign) => [campaign.package, campaign.entity],
        columns: [
          { head: t.fields.campaign, cell: (campaign) => (<><Link to={recordPath('campaigns', campaign.code)}>{campaign.label}</Link><span className="sub code">{campaign.code}</span></>) },
          { head: t.fields.kind, style: 'bare', cell: (campaign, nameOf) => (<>{kinds[campaign.kind] ?? campaign.kind}{campaign.entity && <span className="sub">{nameOf(campaign.entity)}</span>}</>) },
          { head: t.fields.package, style: 'bare', cell: (campaign, nameOf) => (campaign.package ? <><ThingLink code={campaign.package} label={nameOf(campaign.package)} /><span className="sub code">{campaign.package}</span></> : t.none) },
          { head: t.fields.folder, style: 'bare', cell: (campaign) => folderWords(campaign.folder) || t.none },
          { head: t.fields.status, style: 'bare', cell: (campaign) => <LifeBadge status={campaign.status} /> },
          { head: t.fields.modified, zoned: true, number: true, style: 'nw', cell: (campaign, _nameOf, when) => when(campaign.modifiedAt) },
        ],
      }}
    />
  );
}

export function ProcessesList({ kind }: { kind: 'deliveries' | 'workflows' }) {
  const { t } = useReader();
  const filters: Filter[] = [
    { key: 'status', kind: 'statuses', values: PROCESS_STATUSES[kind] },
    { key: 'campaign', kind: 'text', label: t.fields.campaign },
    { key: 'q', kind: 'text', label: t.fields.text },
  ];
  const columns = useProcessColumns(kind);
  return <List<Process> list={{ title: t.things[kind], path: `/${kind}`, filters, quick: PROCESS_STATUSES[kind], sort: '-modifiedAt', columns, keyOf: (process) => process.code, codes: (process) => [process.campaign] }} />;
}

export function CancellationsList() {
  const { t, dates } = useReader();
  return (
    <List<Cancellation>
      list={{
        title: t.things.cancellations, path: '/cancellations', filters: [],
        keyOf: (cancellation) => cancellation.code,
        codes: (cancellation) => [cancellation.package, cancellation.by],
        columns: [
          { head: t.cancellation.cancellation, cell: (cancellation, nameOf) => (<><Link to={recordPath('cancellations', cancellation.code)}>{nameOf(cancellation.package)}</Link><span className="sub"><Code>{cancellation.code}</Code> · <Code>{cancellation.order ?? cancellation.package}</Code></span></>) },
          { head: t.status.canceled, style: 'bare', cell: (cancellation, nameOf) => (<>{dates.moment(cancellation.canceledAt)}<span className="sub">{nameOf(cancellation.by)}</span></>) },
          { head: t.fields.comment, style: 'bare', cell: (cancellation) => (cancellation.comment ? t.quoted(cancellation.comment) : t.none) },
          { head: t.cancellation.cascade, style: 'bare', cell: (cancellation) => <ProcessChip status={cancellation.state} /> },
        ],
      }}
    />
  );
}

export function EntitiesList() {
  const { t, n } = useReader();
  return (
    <List<Entity>
      list={{
        title: t.things.entities, path: '/entities', filters: [{ key: 'q', kind: 'text', label: t.fields.text }], keyOf: (entity) => entity.code,
        columns: [
          { head: t.fields.entity, cell: (entity) => (<><Link to={recordPath('entities', entity.code)}>{entity.label}</Link><span className="sub code">{entity.code}</span></>) },
          { head: t.fields.locale, cell: (entity) => entity.locale.toUpperCase() },
          { head: t.fields.timeZone, cell: (entity) => entity.timeZone },
          { head: t.fields.contact, cell: (entity) => entity.contact || t.none },
          { head: t.fields.addresses, number: true, cell: (entity) => <span title={entity.notificationGroup?.join(', ')}>{n(entity.notificationGroup?.length ?? 0)}</span> },
        ],
      }}
    />
  );
}

interface Recipient { code?: string; id?: string; email: string; entity: string; firstName: string | null; lastName: string | null; locale: string | null }
export function RecipientsList() {
  const { t, things, isLocal } = useReader();
  return (
    <List<Recipient>
      list={{
        title: things.recipients, path: '/recipients', filters: [...ofEntity(t, isLocal), { key: 'q', kind: 'text', label: t.fields.text }],
        keyOf: (recipient) => `${recipient.entity} ${recipient.email}`, codes: (recipient) => [recipient.entity],
        columns: [
          { head: t.fields.email, cell: (recipient) => recipient.email },
          { head: t.fields.name, style: 'bare', cell: (recipient) => [recipient.firstName, recipient.lastName].filter(Boolean).join(' ') || t.none },
          { head: t.fields.entity, style: 'bare', cell: (recipient, nameOf) => (<>{nameOf(recipient.entity)}<span className="sub code">{recipient.entity}</span></>) },
          { head: t.fields.locale, cell: (recipient) => recipient.locale?.toUpperCase() ?? t.none },
        ],
      }}
    />
  );
}

interface Operator { email: string; name: string; role: 'admin' | 'central' | 'local'; entity: string | null; locale: string }
export function OperatorsList() {
  const { t } = useReader();
  return (
    <List<Operator>
      list={{
        title: t.things.operators, path: '/operators', filters: [], keyOf: (operator) => operator.email, codes: (operator) => [operator.entity],
        columns: [
          { head: t.fields.name, cell: (operator) => (<>{operator.name}<span className="sub">{operator.email}</span></>) },
          { head: t.fields.role, style: 'bare', cell: (operator) => t.roles[operator.role] },
          { head: t.fields.entity, style: 'bare', cell: (operator, nameOf) => (operator.entity ? nameOf(operator.entity) : t.none) },
          { head: t.fields.locale, cell: (operator) => operator.locale?.toUpperCase() },
        ],
      }}
    />
  );
}

export function JournalList() {
  const { t } = useReader();
  const filters: Filter[] = [{ key: 'subject', kind: 'text', label: t.fields.code }];
  return (
    <List<JournalEntry>
      list={{
        title: t.things.journal, path: '/journal', sort: '-at', filters, keyOf: (entry) => `${entry.at} ${entry.subject} ${entry.command} ${entry.by}`, codes: (entry) => [entry.by, entry.subject.split(':')[0]],
        columns: [
          { head: t.fields.when, zoned: true, style: 'nw', cell: (entry, _nameOf, when) => when(entry.at) },
          { head: t.fields.subject, style: 'bare', cell: (entry, nameOf) => (<><ThingLink code={entry.subject.split(':')[0] ?? ''} label={nameOf(entry.subject.split(':')[0])} /><span className="sub code">{entry.subject}</span></>) },
          { head: t.fields.what, style: 'bare', cell: (entry, nameOf) => (<>{entry.refused && <Icon name="x" />} <JournalLine entry={entry} nameOf={nameOf} /></>) },
        ],
      }}
    />
  );
}
