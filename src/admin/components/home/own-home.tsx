import { Link } from 'react-router-dom';
import type { Page } from '../answers/api.js';
import { browserNow } from '../reader/browser-clock.js';
import { Need } from './need.js';
import { Rows } from '../lists/rows.js';
import { offerWindow } from '../offers/offer-window.js';
import { useOfferColumns } from '../offers/offers-list.js';
import { ORDER_STATUSES } from '../orders/order-columns.js';
import { Card, Code, listPath, ProblemNote, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { LifeBadge } from '../parts/status.js';
import type { Campaign, Offer, Order } from '../answers/things.js';
import { useAnswer, useNames } from '../answers/use-answer.js';

const EVERY_FIVE_SECONDS = 5000;
const SHOWN = 5;
const LIVE = 'status=draft&status=ordered&status=approved&status=available';

/** A local operator's home: what is open to their entity, and what of theirs needs something. */
export function OwnHome() {
  const { t, dates, n, operator } = useReader();
  const nameOf = useNames([operator.entity]);
  const offers = useAnswer<Page<Offer>>(`/packages?limit=${SHOWN}&sort=-modifiedAt`, { every: EVERY_FIVE_SECONDS });
  const counts = useAnswer<Page<Order>>('/orders?limit=1&counts=true', { every: EVERY_FIVE_SECONDS }).data?.counts;
  const columns = useOfferColumns();
  return (
    <>
      <div className="head">
        <div>
          <h1>{t.things.home}</h1>
          <p className="muted">
            {nameOf(operator.entity)} <Code>{operator.entity}</Code> · {dates.moment(browserNow().toISOString())}
          </p>
        </div>
      </div>
      <div className="stack">
        <OwnNeeds />
        <Card title={t.own.home.offers} id="card-offers" end={<Link to={listPath('packages')}>{t.own.home.allOffers}</Link>}>
          {offers.problem && <ProblemNote problem={offers.problem} retry={offers.reload} />}
          {offers.data && <Rows list={{ title: t.own.home.offers, columns, keyOf: (offer) => offer.code, empty: t.own.home.noOffers, style: 'off' }} items={offers.data.items} nameOf={nameOf} isFiltered={false} />}
        </Card>
        <Card title={t.own.home.orders} id="card-own-orders" end={<Link to={listPath('orders')}>{t.own.home.allOrders}</Link>}>
          <ul className="counts">
            {ORDER_STATUSES.map((status) => (
              <li key={status}>
                <Link to={listPath('orders', `?status=${status}`)}>
                  <LifeBadge of="orders" status={status} />
                  <b>{counts ? n(counts.status[status] ?? 0) : '?'}</b>
                </Link>
              </li>
            ))}
          </ul>
        </Card>
        <OwnCampaigns />
      </div>
    </>
  );
}

/** The most urgent first: what misses parameters, what awaits the reader's approval, drafts, registrations, what waits. */
function OwnNeeds() {
  const { t } = useReader();
  const answer = useAnswer<Page<Order>>(`/orders?${LIVE}&sort=-modifiedAt&limit=100`, { every: EVERY_FIVE_SECONDS });
  const needs = (answer.data?.items ?? []).filter((order) => rank(order) !== null).sort((a, b) => (rank(a) ?? 0) - (rank(b) ?? 0)).slice(0, 2 * SHOWN);
  return (
    <Card title={t.own.home.needs} id="card-needs">
      {answer.problem && <ProblemNote problem={answer.problem} retry={answer.reload} />}
      {answer.data && needs.length === 0 && <p className="empty">{t.own.home.nothing}</p>}
      <ul className="todo-list">
        {needs.map((order) => (
          <OwnNeed key={order.code} order={order} />
        ))}
      </ul>
    </Card>
  );
}

function rank(order: Order): number | null {
  if (order.late) return 0;
  if (order.incomplete) return 1;
  if (order.allowed?.includes('approve')) return 2;
  if (order.status === 'draft') return order.allowed?.length ? 3 : null;
  if (order.status === 'approved') return 4;
  return order.status === 'ordered' ? 5 : null;
}

function OwnNeed({ order }: { order: Order }) {
  const { t, dates, span, away, operator } = useReader();
  const offer = useAnswer<Offer>(`/packages/${order.package}`).data;
  const words = t.own.home;
  const to = recordPath('orders', order.code);
  const row = { to, label: order.label, code: order.code, since: order.statusSince ? span(browserNow().getTime() - Date.parse(order.statusSince)) : '' };
  const until = (instant: string | null | undefined, say: (at: string, away: string) => string): string => (instant ? say(dates.moment(instant), away(instant)) : '');
  if (order.late) return <Need {...row} icon="clock" style="c-late" what={words.lateSince(dates.moment(order.late.since))} action={words.completeIt} />;
  if (order.incomplete) return <Need {...row} icon="alert" style="c-pend" what={until(offer?.personalizationDeadline, words.complete)} action={words.completeIt} />;
  if (order.allowed?.includes('approve')) return <Need {...row} icon="asked" style="c-pend" what={words.decide} action={words.approve} />;
  if (order.status === 'approved') return <Need {...row} icon="okc" style="c-acc" what={until(offer?.availableAt, words.change)} action={words.open} />;
  if (order.status === 'ordered') return <Need {...row} icon="asked" style="c-pend" what={words.awaits} action={words.open} />;
  const window = offer && offerWindow(offer, operator.entity, browserNow());
  const what = window?.kind === 'open' ? until(window.until, words.place) : window?.kind === 'opens' ? until(window.at, words.placeFrom) : window?.kind === 'closed' ? t.own.offers.isClosed(dates.moment(window.since)) : window ? t.own.offers.notOffered : '';
  return <Need {...row} icon="edit" style="muted" what={what} action={words.placeIt} />;
}

function OwnCampaigns() {
  const { t } = useReader();
  const answer = useAnswer<Page<Campaign>>(`/campaigns?limit=${SHOWN}&sort=-modifiedAt`, { every: EVERY_FIVE_SECONDS });
  const items = answer.data?.items ?? [];
  const nameOf = useNames(items.map((campaign) => campaign.package));
  const columns = [
    { name: 'campaign', head: t.fields.campaign, cell: (campaign: Campaign) => (<><Link to={recordPath('campaigns', campaign.code)}>{campaign.label}</Link><span className="sub code">{campaign.code}</span></>) },
    { name: 'package', head: t.fields.package, style: 'bare', cell: (campaign: Campaign) => nameOf(campaign.package) || t.none },
    { name: 'status', head: t.fields.status, style: 'bare', cell: (campaign: Campaign) => <LifeBadge of="campaigns" status={campaign.status} /> },
  ];
  return (
    <Card title={t.own.home.campaigns} id="card-campaigns" end={<Link to={listPath('campaigns')}>{t.own.home.allCampaigns}</Link>}>
      {answer.data && <Rows list={{ title: t.own.home.campaigns, columns, keyOf: (campaign: Campaign) => campaign.code, empty: t.own.home.noCampaigns, style: 'ord' }} items={items} nameOf={nameOf} isFiltered={false} />}
    </Card>
  );
}
