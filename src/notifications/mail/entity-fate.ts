import { timeOfDay, wholeNumber } from '../../language/dates.js';
import type { Locale } from '../../language/text.js';
import type { OrderStatus } from '../../orders/order.schema.js';
import type { Addressee, PageOf } from './addressee.js';
import type { Block, Fate, Span } from './blocks.js';
import type { Sentence } from './words.js';

/** What a cancel did to one entity, or to one order of it: what its mail tells beyond the package itself. */
export interface EntityFate {
  orders: readonly { code: string; before: OrderStatus }[];
  campaigns: readonly { code: string; label: string }[];
  workflows: readonly { code: string; stoppedAt: Date | null; stopped: boolean }[];
  deliveries: readonly {
    code: string;
    /** Of its own child campaign, rather than of the reference. */
    own: boolean;
    stopped: boolean;
    stoppedAt: Date | null;
    sent: number;
    notSent: number;
    failed: number;
    uncertain: number;
  }[];
}

export const NOTHING_HAPPENED: EntityFate = { orders: [], campaigns: [], workflows: [], deliveries: [] };

interface FateWords {
  badge: Record<'orderCanceled' | 'orderRejected' | 'campaignCanceled' | 'delivery' | 'workflow', string>;
  finished: Record<'delivery' | 'workflow', string>;
  /** A delivery that goes on, for the others. */
  goesOn: string;
  order: Sentence<[Span, OrderStatus]>;
  campaign: Sentence<[Span, string]>;
  workflow: Sentence<[Span, string | null]>;
  ownDelivery: Sentence<[Span, string | null]>;
  centralDelivery: Sentence<[Span, string | null]>;
  figures: Sentence<[{ sent: Span; notSent: Span; failed: Span; uncertain: Span | null }]>;
}

const WORDS: Record<Locale, FateWords> = {
  en: {
    badge: { orderCanceled: 'Canceled', orderRejected: 'Rejected', campaignCanceled: 'Canceled', delivery: 'Stopped', workflow: 'Stopped' },
    finished: { delivery: 'Finished', workflow: 'Finished' },
    goesOn: 'Stopped for you',
    order: (code, before) => ['Your order ', code, { draft: ', which was a draft', ordered: ', which awaited approval', approved: ', which was approved', available: ', which was available', rejected: ', rejected before', canceled: ', canceled before' }[before]],
    campaign: (code, label) => ['Your campaign ', code, ` ${label}`],
    workflow: (code, at) => ['Your workflow ', code, at === null ? '.' : `, at ${at}.`],
    ownDelivery: (code, at) => ['Your delivery ', code, at === null ? '.' : `, at ${at}.`],
    centralDelivery: (code, at) => ['Delivery ', code, ' of the central entity to your recipients', at === null ? '.' : `, at ${at}.`],
    figures: ({ sent, notSent, failed, uncertain }) => [sent, ' messages sent, ', notSent, ' not sent, ', failed, ' failed', ...(uncertain === null ? [] : [', ', uncertain, ' uncertain']), '.'],
  },
  fr: {
    badge: { orderCanceled: 'Annulée', orderRejected: 'Rejetée', campaignCanceled: 'Annulée', delivery: 'Arrêtée', workflow: 'Arrêté' },
    finished: { delivery: 'Terminée', workflow: 'Terminé' },
    goesOn: 'Arrêtée pour vous',
    order: (code, before) => ['Votre commande ', code, { draft: ', qui était en brouillon', ordered: ', qui attendait sa validation', approved: ', qui était validée', available: ', qui était disponible', rejected: ', rejetée auparavant', canceled: ', annulée auparavant' }[before]],
    campaign: (code, label) => ['Votre opération ', code, ` ${label}`],
    workflow: (code, at) => ['Votre workflow ', code, at === null ? '.' : `, à ${at}.`],
    ownDelivery: (code, at) => ['Votre diffusion ', code, at === null ? '.' : `, à ${at}.`],
    centralDelivery: (code, at) => ['Diffusion ', code, ' de l’entité centrale vers vos destinataires', at === null ? '.' : `, à ${at}.`],
    figures: ({ sent, notSent, failed, uncertain }) => ['Messages envoyés\u00a0: ', sent, ', non envoyés\u00a0: ', notSent, ', en échec\u00a0: ', failed, ...(uncertain === null ? [] : [', incertains\u00a0: ', uncertain]), '.'],
  },
};

/** One row for each thing that ended. */
export function fateBlocks(fate: EntityFate, { locale, timeZone }: Addressee, page: PageOf): Block[] {
  const words = WORDS[locale];
  const time = (at: Date | null): string | null => (at === null ? null : timeOfDay(at, timeZone));
  const number = (value: number): Span => ({ text: wholeNumber(value, locale), strong: true });
  const fates: Fate[] = [
    ...fate.orders.map((order): Fate => {
      const isRejected = order.before === 'rejected';
      return { badge: isRejected ? words.badge.orderRejected : words.badge.orderCanceled, tone: isRejected ? 'red' : 'slate', shape: 'pill', lines: [words.order({ text: order.code, href: page('orders', order.code) }, order.before)] };
    }),
    ...fate.campaigns.map((campaign): Fate => ({ badge: words.badge.campaignCanceled, tone: 'slate', shape: 'pill', lines: [words.campaign({ text: campaign.code, href: page('campaigns', campaign.code) }, campaign.label)] })),
    ...fate.workflows.map((workflow): Fate => ({ badge: workflow.stopped ? words.badge.workflow : words.finished.workflow, tone: 'slate', shape: 'chip', lines: [words.workflow({ text: workflow.code }, time(workflow.stoppedAt))] })),
    ...fate.deliveries.map((delivery): Fate => {
      const sentence = delivery.own ? words.ownDelivery : words.centralDelivery;
      const figures = words.figures({ sent: number(delivery.sent), notSent: number(delivery.notSent), failed: number(delivery.failed), uncertain: delivery.uncertain === 0 ? null : number(delivery.uncertain) });
      const ended = delivery.stoppedAt === null && !delivery.stopped ? words.goesOn : words.finished.delivery;
      return { badge: delivery.stopped ? words.badge.delivery : ended, tone: 'slate', shape: 'chip', lines: [sentence({ text: delivery.code }, time(delivery.stoppedAt)), figures] };
    }),
  ];
  return fates.length === 0 ? [] : [{ kind: 'fates', fates }];
}
