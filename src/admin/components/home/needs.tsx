import { Link } from 'react-router-dom';
import type { Page } from '../answers/api.js';
import { browserNow } from '../reader/browser-clock.js';
import { Card, listPath, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { CampaignPackage, Cancellation } from '../answers/things.js';
import type { Process } from '../answers/processes.js';
import { useAnswer, useNames } from '../answers/use-answer.js';
import { Need } from './need.js';

const EVERY_FIVE_SECONDS = 5000;
const SHOWN = 8;

/** Running cascades, then what is late, then what waits for this reader's approval, then deliveries that stand still. */
export function Needs() {
  const { t, span, operator } = useReader();
  const every = { every: EVERY_FIVE_SECONDS };
  const cascades = useAnswer<Page<Cancellation>>(`/cancellations?state=running&limit=${SHOWN}`, every);
  const late = useAnswer<Page<CampaignPackage>>(`/packages?late=true&limit=${SHOWN}`, every);
  const mine = useAnswer<Page<CampaignPackage>>(`/packages?status=pending-approval&late=false&reviewer=${encodeURIComponent(operator.email)}&limit=${SHOWN}`, every);
  const paused = useAnswer<Page<Process>>(`/deliveries?status=paused&limit=${SHOWN}`, every);
  const running = (cascades.data?.items ?? []).filter(({ state }) => state === 'running');
  const waiting = mine.data?.items ?? [];
  const nameOf = useNames([...running.map((cancellation) => cancellation.package), ...waiting.map(({ submittedBy }) => submittedBy)]);
  const why: Record<string, string> = t.late.why;
  const since = (instant: string | null): string => (instant ? span(browserNow().getTime() - Date.parse(instant)) : '');
  const orders = (item: CampaignPackage): number => (item.late?.deadline === 'registrationDeadline' ? (item.orderCounts['ordered'] ?? 0) : 0);
  const needs = [
    ...running.map((cancellation) => <Need key={cancellation.code} icon="spin" style="c-acc" to={recordPath('cancellations', cancellation.code)} label={nameOf(cancellation.package)} code={cancellation.code} what={t.home.cascading} since={since(cancellation.canceledAt)} action={t.home.follow} />),
    ...(late.data?.items ?? []).map((item) => (
      <Need
        key={item.code}
        icon="clock"
        style="c-late"
        to={orders(item) > 0 ? listPath('orders', `?package=${item.code}&cycle=${item.cycle}&status=ordered`) : recordPath('packages', item.code)}
        label={item.label}
        code={item.code}
        what={item.late && `${why[item.late.deadline] ?? item.late.deadline}${orders(item) > 0 ? ` ${t.dashboard.waitsOrders(orders(item))}.` : ''}`}
        since={since(item.late?.since ?? null)}
        action={orders(item) > 0 ? t.dashboard.see : t.home.open}
      />
    )),
    ...waiting.map((item) => <Need key={`mine ${item.code}`} icon="asked" style="c-pend" to={recordPath('packages', item.code)} label={item.label} code={item.code} what={item.submittedBy ? t.dashboard.yours(nameOf(item.submittedBy)) : t.dashboard.yoursToo} since={since(item.statusSince)} action={t.dashboard.look} />),
    ...(paused.data?.items ?? []).map((process) => <Need key={process.code} icon="pause" style="c-pend" to={recordPath('deliveries', process.code)} label={process.label} code={process.code} what={process.reason ? t.dashboard.pausedBy(process.reason) : t.dashboard.paused} since={since(process.statusSince)} action={t.dashboard.look} />),
  ];
  const isKnown = Boolean(late.data && mine.data && paused.data && cascades.data);
  const hasMore = [cascades, late, mine, paused].some(({ data }) => data?.nextCursor);
  const shown = needs.slice(0, SHOWN);
  return (
    <Card title={t.home.needs} id="card-needs" beside={needs.length > 0 && t.dashboard.urgent(shown.length, !hasMore && shown.length === needs.length)} end={<Link to={listPath('packages', '?late=true')}>{t.home.seeAll}</Link>}>
      {isKnown && needs.length === 0 && <p className="empty">{t.home.nothing}</p>}
      <ul className="todo-list">{shown}</ul>
    </Card>
  );
}
