import { browserNow } from '../reader/browser-clock.js';
import { Person } from '../packages/package-approvals.js';
import { Card, Icon } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { Offer, Order } from '../answers/things.js';

type NameOf = (code: string | null | undefined) => string;
const SETTLED = new Set(['rejected', 'canceled']);

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

/** What is wrong or due with the order, said once on top: late, incomplete, registered, closed. */
export function OrderNotes({ order, offer }: { order: Order; offer: Offer | undefined }) {
  const { t, dates, span, away, isLocal } = useReader();
  if (!offer) return null;
  const words = t.life.order;
  if (offer.cycle !== order.cycle && offer.kind === 'collaborative') return <Note icon="info">{t.life.cycles.record(order.cycle)}</Note>;
  if (offer.cycle !== order.cycle && order.status === 'draft') return <Note icon="info">{t.life.cycles.left(order.cycle)}</Note>;
  const now = browserNow().getTime();
  // A local order of an earlier cycle has dates of its own, which the package no longer shows.
  const deadline = offer.cycle === order.cycle ? offer.personalizationDeadline : null;
  const missing = offer.form.filter(({ name, required }) => required && isEmpty(order.parameters?.[name])).map(({ name, label }) => label || name);
  const which = missing.length > 0 ? words.missing(missing.join(', ')) : '';
  const registered = isLocal && order.status === 'approved' && offer.orderApproval === 'automatic';
  return (
    <>
      {order.late && (
        <Note icon="clock" style="late-note">
          <b className="lt">{words.lateSince(dates.moment(order.late.since), span(now - Date.parse(order.late.since)))}</b> {words.incomplete} {which}
        </Note>
      )}
      {order.incomplete && !order.late && !SETTLED.has(order.status) && (
        <Note icon="alert" style="warn">
          {deadline && Date.parse(deadline) > now ? words.incompleteUntil(dates.moment(deadline), away(deadline)) : words.incomplete} {which}
        </Note>
      )}
      {registered && <Note icon="okc">{offer.availableAt ? t.own.order.registered(dates.moment(offer.availableAt), away(offer.availableAt)) : t.own.order.registeredNoDate}</Note>}
      {isLocal && !registered && !order.incomplete && order.allowed?.includes('edit') && deadline && Date.parse(deadline) > now && (
        <Note icon="info">{t.own.order.changeUntil(dates.moment(deadline), away(deadline))}</Note>
      )}
    </>
  );
}

function Note({ icon, style = '', children }: { icon: string; style?: string; children: React.ReactNode }) {
  return (
    <div className={`note mb ${style}`}>
      <Icon name={icon} />
      <div className="why">{children}</div>
    </div>
  );
}

/** Who approved or rejected it, when and why; or whom it waits for. */
export function OrderApproval({ order, offer, nameOf }: { order: Order; offer: Offer | undefined; nameOf: NameOf }) {
  const { t, dates } = useReader();
  const words = t.life.order;
  const { approval, rejection, canceled, availableAt } = order;
  const preSubscribed = offer?.orderApproval === 'automatic' && order.orderedAt === null && order.status !== 'draft';
  const footer = order.orderedAt ? words.orderedBy(dates.moment(order.orderedAt)) : preSubscribed ? undefined : words.notPlaced;
  return (
    <Card title={words.decision} id="card-approval" footer={footer}>
      <ul className="people pad">
        {approval && <Person icon="okc" style="ok" who={<b>{words.approved(nameOf(approval.by))}</b>} note={`${dates.moment(approval.at)}${approval.comment ? `. ${t.quoted(approval.comment)}` : ''}`} />}
        {rejection && <Person icon="rej" style="no" who={<b>{words.rejected(nameOf(rejection.by))}</b>} note={`${dates.moment(rejection.at)}. ${t.quoted(rejection.comment)}`} />}
        {availableAt && <Person icon="pub" style="ok" who={words.availableSince(dates.moment(availableAt))} note="" />}
        {canceled && <Person icon="cancel" style="" who={<b>{t.package.canceledBy(nameOf(canceled.by))}</b>} note={`${dates.moment(canceled.at)}${canceled.comment ? `. ${t.quoted(canceled.comment)}` : ''}`} />}
        {order.status === 'ordered' && <li className="alone">{words.waits}</li>}
        {preSubscribed && !canceled && <li className="alone">{words.preSubscribed}</li>}
        {order.status === 'draft' && <li className="alone">{words.notPlaced}</li>}
      </ul>
    </Card>
  );
}
