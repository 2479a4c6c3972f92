import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { Page } from '../answers/api.js';
import { browserNow } from '../reader/browser-clock.js';
import { Rows } from '../lists/rows.js';
import { mayOrderAgain, offerWindow, type OfferWindow } from './offer-window.js';
import { orderCodes, useOrderColumns } from '../orders/order-columns.js';
import { ScheduleCard } from '../packages/package-side.js';
import { PageHead } from '../frame/page-head.js';
import { Absent, Card, Code, Facts, Icon, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { LifeBadge } from '../parts/status.js';
import type { FormField, Offer, Order } from '../answers/things.js';
import { useAnswer, useNames } from '../answers/use-answer.js';

const EVERY_FIVE_SECONDS = 5000;

/** An offer as a local operator sees it: its dates, what it takes to order it, and their own orders of it. */
export function OfferPage() {
  const { t, operator } = useReader();
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<Offer>(`/packages/${encodeURIComponent(code)}`, { every: EVERY_FIVE_SECONDS });
  const own = useAnswer<Page<Order>>(answer.data ? `/orders?package=${answer.data.code}&sort=-modifiedAt` : null, { every: EVERY_FIVE_SECONDS });
  const orders = own.data?.items ?? [];
  const nameOf = useNames(orders.flatMap(orderCodes));
  const columns = useOrderColumns(false).filter(({ head }) => head !== t.fields.package);
  const offer = answer.data;
  if (!offer) return <Absent problem={answer.problem} retry={answer.reload} />;
  const window = offerWindow(offer, operator.entity, browserNow());
  const mayOrder = (window.kind === 'open' || window.kind === 'opens') && own.data !== undefined && mayOrderAgain(offer, orders);
  return (
    <>
      <PageHead
        resource="packages"
        title={offer.label}
        code={offer.code}
        line={
          <>
            <LifeBadge of="packages" status={offer.status} big />
            <span>
              <WindowWords window={window} />
            </span>
          </>
        }
        actions={
          mayOrder && (
            <div className="acts" role="group" aria-label={t.package.actions}>
              <Link className="btn main" to={recordPath('packages', offer.code, 'order')}>
                <Icon name="order" />
                {t.own.offers.order}
              </Link>
            </div>
          )
        }
      />
      <div className="two">
        <div className="stack">
          <Card title={t.own.offers.yourOrders} id="card-orders">
            {own.data && <Rows list={{ title: t.own.offers.yourOrders, columns, keyOf: (order) => order.code, empty: t.own.offers.noOrders, style: 'ord' }} items={orders} nameOf={nameOf} isFiltered={false} />}
          </Card>
          <Takes offer={offer} />
        </div>
        <div className="stack">
          <ScheduleCard item={offer} />
          <OfferFacts offer={offer} />
        </div>
      </div>
    </>
  );
}

export function WindowWords({ window }: { window: OfferWindow }) {
  const { t, dates, away } = useReader();
  const words = t.own.offers;
  switch (window.kind) {
    case 'open':
      return window.until ? words.openNow(dates.moment(window.until)) : null;
    case 'opens':
      return window.at ? words.opensAt(dates.moment(window.at), away(window.at)) : words.notYet;
    case 'closed':
      return words.isClosed(dates.moment(window.since));
    case 'gone':
      return words.notOffered;
  }
}

/** The questions of the form, and how an order of it is approved. */
function Takes({ offer }: { offer: Offer }) {
  const { t } = useReader();
  const words = t.own.offers;
  const brings = offer.kind === 'local' || offer.distributionLevel === 'by-campaign';
  return (
    <Card title={words.takes} id="card-takes">
      {offer.form.length === 0 ? <p className="empty">{words.noForm}</p> : <Facts facts={offer.form.map((field) => [field.label || field.name, <FieldWords key={field.name} field={field} mayFollow={offer.personalizationDeadline !== null} />])} />}
      <section className="within">
        <p>{offer.orderApproval === 'automatic' ? words.automatic : words.manual}</p>
        {brings && <p>{words.child}</p>}
      </section>
    </Card>
  );
}

function FieldWords({ field, mayFollow }: { field: FormField; mayFollow: boolean }) {
  const { t, n } = useReader();
  const preset = field.default ?? null;
  const said = preset === null ? '' : typeof preset === 'boolean' ? (preset ? t.yes : t.no) : typeof preset === 'number' ? n(preset) : preset;
  const parts = [
    field.type === 'choice' && field.options?.length ? t.own.offers.choices(field.options.join(', ')) : t.form.types[field.type],
    !field.required ? t.form.optional : mayFollow ? t.life.order.requiredLater : t.form.required,
    said && t.own.offers.defaultIs(said),
  ];
  return <>{parts.filter(Boolean).join(' · ')}</>;
}

function OfferFacts({ offer }: { offer: Offer }) {
  const { t } = useReader();
  const levels: Record<string, string> = t.level;
  const facts: [string, ReactNode][] = [
    [t.fields.code, <Code key="code">{offer.code}</Code>],
    [t.fields.distributionLevel, t.wholeLevel(offer.kind, levels[offer.distributionLevel] ?? offer.distributionLevel)],
    [t.fields.orders, offer.kind === 'local' && offer.allowMultipleOrders ? t.own.offers.several : t.own.offers.one],
  ];
  return (
    <Card title={t.package.summary} id="card-summary">
      <Facts facts={facts} />
    </Card>
  );
}
