import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { Counts, Page } from '../answers/api.js';
import { Rows, type Column } from '../lists/rows.js';
import { orderCodes, useOrderColumns } from '../orders/order-columns.js';
import { PageHead } from '../frame/page-head.js';
import { EditLink } from './admin-links.js';
import { Absent, Card, Code, Facts, listPath, ProblemNote, recordPath, ThingLink } from '../parts/parts.js';
import { LifeBadge } from '../parts/status.js';
import { Timeline } from '../proof/journal.js';
import { useReader } from '../reader/reader.js';
import type { Campaign, Order } from '../answers/things.js';
import { useAnswer, useNames } from '../answers/use-answer.js';

export interface Entity {
  code: string;
  label: string;
  locale: string;
  timeZone: string;
  contact: string | null;
  notificationGroup: string[];
  orderReviewers: string[];
}

const SHOWN = 8;

/** An entity: who is told, who approves, what it ordered last and what runs for it. */
export function EntityPage() {
  const { t, isLocal } = useReader();
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<Entity>(`/entities/${encodeURIComponent(code)}`);
  const nameOf = useNames(answer.data?.orderReviewers ?? []);
  const entity = answer.data;
  if (!entity) return <Absent problem={answer.problem} retry={answer.reload} />;
  const words = t.pages.entity;
  const facts: [string, ReactNode][] = [
    [t.fields.code, <Code key="code">{entity.code}</Code>],
    [t.fields.locale, t.telling.locales[entity.locale] ?? entity.locale],
    [t.fields.timeZone, entity.timeZone],
    [t.fields.contact, entity.contact],
    [words.recipients, <RecipientCount key="recipients" code={entity.code} />],
    ...(isLocal ? [] : ([[words.mails, <Link key="mails" to={listPath('notifications', `?entity=${entity.code}`)}>{t.things.notifications}</Link>]] as [string, ReactNode][])),
  ];
  return (
    <>
      <PageHead resource="entities" title={entity.label} code={entity.code} actions={<EditLink resource="entities" code={entity.code} />} />
      {answer.problem && <ProblemNote problem={answer.problem} />}
      <div className="two">
        <div className="stack">
          <Orders code={entity.code} />
          <Campaigns code={entity.code} />
          {!isLocal && <Timeline subject={entity.code} />}
        </div>
        <div className="stack">
          <Card title={t.package.summary} id="card-summary">
            <Facts facts={facts} />
          </Card>
          <People title={words.told} id="card-told" people={entity.notificationGroup} none={words.toldNone} />
          <People title={words.approves} id="card-approves" people={entity.orderReviewers.map((email) => nameOf(email))} none={words.approvesNone} />
        </div>
      </div>
    </>
  );
}

function People({ title, id, people, none }: { title: string; id: string; people: string[]; none: string }) {
  return (
    <Card title={title} id={id} beside={people.length > 0 ? String(people.length) : undefined}>
      <ul className="pad plain">
        {people.map((each) => <li key={each}>{each}</li>)}
        {people.length === 0 && <li className="muted">{none}</li>}
      </ul>
    </Card>
  );
}

function RecipientCount({ code }: { code: string }) {
  const { n } = useReader();
  const counts = useAnswer<Page<unknown> & { counts?: Counts }>(`/recipients?entity=${code}&limit=1&counts=true`).data?.counts;
  return <Link to={listPath('recipients', `?entity=${code}`)}>{counts ? n(counts.total) : '?'}</Link>;
}

function Orders({ code }: { code: string }) {
  const { t } = useReader();
  const words = t.pages.entity;
  const orders = useAnswer<Page<Order>>(`/orders?entity=${encodeURIComponent(code)}&sort=-modifiedAt&limit=${SHOWN}`);
  const items = orders.data?.items ?? [];
  const nameOf = useNames(items.flatMap(orderCodes));
  const columns = useOrderColumns(false);
  return (
    <Card title={words.orders} id="card-orders" footer={items.length > 0 ? <span className="end"><Link to={listPath('orders', `?entity=${code}`)}>{words.allOrders}</Link></span> : undefined}>
      {orders.problem && <ProblemNote problem={orders.problem} />}
      {orders.data && <Rows list={{ title: words.orders, columns, keyOf: (order) => order.code, empty: words.noOrders, style: 'ord' }} items={items} nameOf={nameOf} isFiltered={false} />}
    </Card>
  );
}

function Campaigns({ code }: { code: string }) {
  const { t } = useReader();
  const words = t.pages.entity;
  const campaigns = useAnswer<Page<Campaign>>(`/campaigns?entity=${encodeURIComponent(code)}&limit=${SHOWN}`);
  const items = campaigns.data?.items ?? [];
  const nameOf = useNames(items.map((campaign) => campaign.package));
  const columns: Column<Campaign>[] = [
    { name: 'campaign', head: t.fields.campaign, cell: (campaign) => (<><Link to={recordPath('campaigns', campaign.code)}>{campaign.label}</Link><span className="sub code">{campaign.code}</span></>) },
    { name: 'status', head: t.fields.status, style: 'bare', cell: (campaign) => <LifeBadge of="campaigns" status={campaign.status} /> },
    { name: 'package', head: t.fields.package, style: 'bare', cell: (campaign, named) => (campaign.package ? <><ThingLink code={campaign.package} label={named(campaign.package)} /><span className="sub code">{campaign.package}</span></> : t.none) },
    { name: 'modified', head: t.fields.modified, zoned: true, number: true, style: 'nw', cell: (campaign, _nameOf, when) => when(campaign.modifiedAt) },
  ];
  return (
    <Card title={words.campaigns} id="card-campaigns" footer={items.length > 0 ? <span className="end"><Link to={listPath('campaigns', `?entity=${code}`)}>{words.allCampaigns}</Link></span> : undefined}>
      {campaigns.problem && <ProblemNote problem={campaigns.problem} />}
      {campaigns.data && <Rows list={{ title: words.campaigns, columns, keyOf: (campaign) => campaign.code, empty: words.noCampaigns, style: 'ord' }} items={items} nameOf={nameOf} isFiltered={false} />}
    </Card>
  );
}
