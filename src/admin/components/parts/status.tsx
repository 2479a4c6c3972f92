import type { ReactNode } from 'react';
import { browserNow } from '../reader/browser-clock.js';
import { Icon } from './parts.js';
import { useReader } from '../reader/reader.js';
import type { Texts } from '../reader/texts.en.js';
import type { CampaignPackage, Late, Order } from '../answers/things.js';

const LIVES: Record<string, [string, string]> = {
  'being-edited': ['edit', 'edit'], draft: ['edit', 'edit'], 'pending-approval': ['pend', 'asked'], ordered: ['pend', 'asked'], approved: ['appr', 'okc'],
  rejected: ['reje', 'rej'], published: ['publ', 'pub'], available: ['publ', 'pub'], canceled: ['canc', 'cancel'], running: ['publ', 'play'], finished: ['publ', 'check'],
};
const PROCESSES: Record<string, [string, string]> = {
  draft: ['wait', 'edit'], running: ['run', 'play'], pausing: ['pau', 'pause'], paused: ['pau', 'pause'], stopping: ['sing', 'spin'], stopped: ['stop', 'stop'], finished: ['run', 'check'], failed: ['bad', 'alert'],
  pending: ['wait', 'clock'], sending: ['run', 'play'], sent: ['run', 'check'], uncertain: ['pau', 'help'], canceled: ['stop', 'cancel'],
};

/** What has a status: French agrees its word with the thing. */
export type Kind = 'packages' | 'orders' | 'campaigns' | 'workflows' | 'deliveries' | 'notifications' | 'cancellations';

/** A status as it is said of this kind of thing: Arrêtée of a delivery, Arrêté of a workflow. */
export function statusWord(t: Texts, kind: Kind, status: string): string {
  const common: Record<string, string> = t.status;
  return t.statusOf[kind]?.[status] ?? common[status] ?? status;
}

/** The life of a package, order or campaign: a pill with icon and word. */
export function LifeBadge({ of, status, big = false }: { of: Kind; status: string; big?: boolean }) {
  const word = statusWord(useReader().t, of, status);
  const [style, icon] = LIVES[status] ?? ['edit', 'dot'];
  return (
    <span className={`st ${style} ${big ? 'big' : ''}`}>
      <Icon name={icon} />
      {word}
    </span>
  );
}

/** The state of a process or of a mail: a square chip. */
export function ProcessChip({ of, status }: { of: Kind; status: string }) {
  const word = statusWord(useReader().t, of, status);
  const [style, icon] = PROCESSES[status] ?? ['wait', 'dot'];
  return (
    <span className={`pr ${style}`}>
      <Icon name={icon} />
      {word}
    </span>
  );
}

/** Late is a fact and no status: clock and words, without a box. */
export function LateMark({ late }: { late: Late | null }) {
  const { t, span } = useReader();
  if (!late) return null;
  return (
    <span className="late">
      <Icon name="clock" />
      {t.late.for(span(browserNow().getTime() - Date.parse(late.since)))}
    </span>
  );
}

/** How a date line writes a day and a moment: whole on a page, short in a list. */
export interface When {
  day(instant: string): string;
  moment(instant: string): string;
}

/** The date line under a package's badge. */
export function usePackageLine(nameOf: (email: string | null) => string): (item: CampaignPackage, when: When) => ReactNode {
  const { t, dates } = useReader();
  // The time alone where both fell on one day; else a reader would take it for that day's.
  const publishedLine = ({ publishedAt, statusSince, modifiedAt, availableAt }: CampaignPackage, when: When): string => {
    const at = publishedAt ?? statusSince ?? modifiedAt;
    const since = availableAt && (dates.day(availableAt) === dates.day(at) ? dates.time(availableAt) : when.moment(availableAt));
    return t.badge.published(when.day(at), since || '');
  };
  return (item, when) => {
    switch (item.status) {
      case 'being-edited':
        return t.badge.created(when.moment(item.createdAt));
      case 'pending-approval':
        return item.approvalDeadline ? t.badge.pending(when.moment(item.approvalDeadline)) : t.badge.pendingSince(when.moment(item.statusSince ?? item.modifiedAt));
      case 'approved':
        return item.availableAt ? t.badge.available(when.moment(item.availableAt)) : null;
      case 'rejected':
        return item.rejection && t.badge.rejected(when.day(item.rejection.at), nameOf(item.rejection.by), item.rejection.comment);
      case 'published':
        return publishedLine(item, when);
      case 'canceled':
        return item.cancellation && t.badge.canceled(when.day(item.cancellation.at), nameOf(item.cancellation.by), item.cancellation.comment ?? '');
      default:
        return null;
    }
  };
}

/** The date line under an order's badge. */
export function useOrderLine(nameOf: (email: string | null) => string): (order: Order) => ReactNode {
  const { t, dates } = useReader();
  return (order) => {
    if (order.status === 'canceled' && order.canceled) return t.pages.order.canceled(dates.moment(order.canceled.at), nameOf(order.canceled.by), order.canceled.comment ?? '');
    if (order.status === 'rejected' && order.rejection) return t.pages.order.rejected(dates.moment(order.rejection.at), nameOf(order.rejection.by), order.rejection.comment);
    return order.statusSince ? t.badge.since(dates.moment(order.statusSince)) : null;
  };
}
