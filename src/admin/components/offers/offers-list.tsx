import { Link } from 'react-router-dom';
import type { Page } from '../answers/api.js';
import { browserNow } from '../reader/browser-clock.js';
import { List } from '../lists/list.js';
import type { Column } from '../lists/rows.js';
import type { Filter } from '../lists/list-filters.js';
import { mayOrderAgain, offerWindow } from './offer-window.js';
import { recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { LifeBadge } from '../parts/status.js';
import type { Offer, Order } from '../answers/things.js';
import { useAnswer } from '../answers/use-answer.js';

const MOST = 200;

/** What is offered to the reader's entity now, with its own order of each. */
export function OffersList() {
  const { t, things } = useReader();
  const kinds: Record<string, string> = t.kind;
  const filters: Filter[] = [
    { key: 'kind', kind: 'choice', label: t.fields.kind, values: ['local', 'collaborative'], word: (value) => kinds[value] ?? value },
    { key: 'q', kind: 'text', label: t.fields.text },
  ];
  const columns = useOfferColumns();
  return <List<Offer> list={{ title: things.packages, path: '/packages', filters, sort: '-modifiedAt', columns, keyOf: (offer) => offer.code, empty: t.own.offers.empty, style: 'off' }} />;
}

export function useOfferColumns(): Column<Offer>[] {
  const { t } = useReader();
  const levels: Record<string, string> = t.level;
  const own = useAnswer<Page<Order>>(`/orders?limit=${MOST}&sort=-modifiedAt`).data?.items ?? [];
  return [
    { name: 'package', head: t.fields.package, cell: (offer) => (<><Link to={recordPath('packages', offer.code)}>{offer.label}</Link><span className="sub code">{offer.code}</span></>) },
    { name: 'distributionLevel', head: t.fields.distributionLevel, style: 'bare', cell: (offer) => t.wholeLevel(offer.kind, levels[offer.distributionLevel] ?? offer.distributionLevel) },
    { name: 'opens', head: t.own.offers.opens, zoned: true, cell: (offer, _nameOf, when) => <OpenWords offer={offer} when={when} /> },
    { name: 'personalizationDeadline', head: t.fields.personalizationDeadline, zoned: true, cell: (offer, _nameOf, when) => (offer.personalizationDeadline ? when(offer.personalizationDeadline) : t.none) },
    { name: 'ordered', head: t.own.offers.ordered, style: 'bare', cell: (offer) => <OwnOrder offer={offer} own={own.filter((order) => order.package === offer.code && order.cycle === offer.cycle)} /> },
  ];
}

function OpenWords({ offer, when }: { offer: Offer; when: (instant: string) => string }) {
  const { t, away, operator } = useReader();
  const words = t.own.offers;
  const window = offerWindow(offer, operator.entity, browserNow());
  switch (window.kind) {
    case 'open':
      return window.until && (<>{words.until(when(window.until))}<span className="sub">{away(window.until)}</span></>);
    case 'opens':
      return window.at ? (<>{words.from(when(window.at))}<span className="sub">{away(window.at)}</span></>) : words.notYet;
    case 'closed':
      return words.closed(when(window.since));
    case 'gone':
      return words.gone;
  }
}

function OwnOrder({ offer, own }: { offer: Offer; own: Order[] }) {
  const { t, operator } = useReader();
  const window = offerWindow(offer, operator.entity, browserNow());
  const mayOrder = (window.kind === 'open' || window.kind === 'opens') && mayOrderAgain(offer, own);
  const [latest] = own;
  return (
    <span className="ours">
      {latest && (
        <Link to={recordPath('orders', latest.code)}>
          <LifeBadge of="orders" status={latest.status} />
          <span className="vh"> {latest.code}</span>
        </Link>
      )}
      {mayOrder && (
        <Link className="btn sm" to={recordPath('packages', offer.code, 'order')}>
          {t.own.offers.order}
          <span className="vh"> {offer.label}</span>
        </Link>
      )}
      {!latest && !mayOrder && t.own.offers.noOrder}
    </span>
  );
}
