import { Link } from 'react-router-dom';
import { Icon, listPath, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { CampaignPackage, ConsequenceNames, Consequences } from '../answers/things.js';
import { useNames } from '../answers/use-answer.js';
import { useRates } from '../answers/use-rates.js';
import { MailPreview } from './mail-preview.js';

const LIVE_STATUSES = ['available', 'approved', 'ordered', 'draft'] as const;

export function LocalConsequences({ item }: { item: CampaignPackage }) {
  const { t } = useReader();
  const live = LIVE_STATUSES.reduce((total, status) => total + (item.orderCounts[status] ?? 0), 0);
  return (
    <>
      <p className="strong">{t.cancel.local(live)}</p>
      <p className="muted">{t.cancel.localNote}</p>
    </>
  );
}

/** Each number is the total that its step will show; beside it the first names, and the way to all. */
export function CollaborativeConsequences({ item, consequences, heardAt, comment }: { item: CampaignPackage; consequences: Consequences; heardAt: number | null; comment: string }) {
  const { t, n } = useReader();
  const { names } = consequences;
  const falling = useRates([{ code: 'pending', done: -consequences.messagesPending }], heardAt)('pending');
  const parts = LIVE_STATUSES.filter((status) => names?.orders[status]).map((status) => `${n(names?.orders[status] ?? 0)} ${t.cancel.parts[status]}`);
  const settled = (item.orderCounts['rejected'] ?? 0) + (item.orderCounts['canceled'] ?? 0);
  const of = `?package=${item.code}&cycle=${item.cycle}`;
  return (
    <ul className="touch">
      <Line count={consequences.orders} what={t.cancel.orders(consequences.orders)}>{t.cancel.ordersNote(parts.join(', '), settled)}</Line>
      <Line count={consequences.campaigns} what={t.cancel.campaigns(consequences.campaigns)}>
        <Named of={names?.campaigns} total={consequences.campaigns} to={listPath('campaigns', of)} /> {consequences.campaigns > 0 && t.cancel.campaignsNote}
      </Line>
      <Line count={consequences.workflows} what={t.cancel.workflows(consequences.workflows)}>
        <Named of={names?.workflows} total={consequences.workflows} to={listPath('workflows', of)} /> {t.cancel.workflowsNote}
      </Line>
      <Line count={consequences.deliveries} what={t.cancel.deliveries(consequences.deliveries)}>
        <Named of={names?.deliveries} total={consequences.deliveries} to={listPath('deliveries', of)} /> {t.cancel.deliveriesNote}
      </Line>
      <Line count={consequences.messagesPending} what={t.cancel.messages(consequences.messagesPending)} beside={falling !== null && falling > 0 && <span className="live">{t.cascade.falling(falling)}</span>}>
        {names && t.cascade.gone(names.messagesGone)}
      </Line>
      <Line count={consequences.entities} what={t.cancel.entities(consequences.entities)}>
        <Named of={names?.entities} total={consequences.entities} /> {t.cancel.entitiesNote(consequences.addresses)}
        {consequences.entities > 0 && <MailPreview item={item} comment={comment} />}
      </Line>
    </ul>
  );
}

/** What canceling several of a list touches together. */
export function SharedConsequences({ consequences }: { consequences: Consequences }) {
  const { t } = useReader();
  return (
    <ul className="touch">
      <Line count={consequences.orders} what={t.cancel.orders(consequences.orders)} />
      <Line count={consequences.campaigns} what={t.cancel.campaigns(consequences.campaigns)}>{consequences.campaigns > 0 && t.cancel.campaignsNote}</Line>
      <Line count={consequences.workflows} what={t.cancel.workflows(consequences.workflows)} />
      <Line count={consequences.deliveries} what={t.cancel.deliveries(consequences.deliveries)}>{t.cancel.deliveriesNote}</Line>
      <Line count={consequences.messagesPending} what={t.cancel.messages(consequences.messagesPending)}>{t.cancel.messagesNote}</Line>
      <Line count={consequences.entities} what={t.cancel.entities(consequences.entities)}>{t.cancel.entitiesNote(consequences.addresses)}</Line>
    </ul>
  );
}

function Line({ count, what, beside, children }: { count: number; what: string; beside?: React.ReactNode; children?: React.ReactNode }) {
  const { n } = useReader();
  return (
    <li>
      <b>{n(count)}</b>
      <div>
        <span className="strong">{what}</span> {beside}
        <span className="sub">{children}</span>
      </div>
    </li>
  );
}

/** "OP13 Winter savings, OU3_OP25 Lyon Part-Dieu and 247 more", the rest a way to all of them in a tab of their own. */
function Named({ of: named = [], total, to }: { of?: ConsequenceNames['campaigns']; total: number; to?: string }) {
  const { t } = useReader();
  if (named.length === 0) return null;
  const words = named.map(({ code, label }) => `${label} (${code})`).join(', ');
  const more = total - named.length;
  if (more <= 0 || !to) return <>{t.cascade.first(words, Math.max(0, more))}.</>;
  return (
    <>
      {words}{' '}
      <a href={to} target="_blank" rel="noreferrer">
        {t.cascade.more(more)}
      </a>
      .
    </>
  );
}

/** Somebody was faster: who, when, and what came of it. */
export function AlreadyCanceled({ by, at, code }: { by: string; at: string; code?: string }) {
  const { t, dates } = useReader();
  const nameOf = useNames([by]);
  return (
    <div className="note" role="alert">
      <Icon name="info" />
      <div className="why">
        <b>{t.cascade.already(nameOf(by), dates.moment(at))}</b> {code && <Link to={recordPath('cancellations', code)}>{t.cascade.seeIt}</Link>}
      </div>
    </div>
  );
}
