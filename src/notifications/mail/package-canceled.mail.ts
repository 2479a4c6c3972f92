import { longDate, timeOfDay, wholeNumber } from '../../language/dates.js';
import type { AnnouncedCancel, AnnouncedPackage } from '../announcement.schema.js';
import type { Block, Fate, Mail, Span } from './blocks.js';
import type { Addressee, EntityFate, PageOf } from './entity-fate.js';
import { packageFacts } from './package-facts.js';
import { MAIL_WORDS } from './words.js';

/** [Cancellation of package]: what was canceled, by whom and why, and what that did to this entity. */
export function packageCanceledMail(announced: AnnouncedPackage, canceled: AnnouncedCancel, addressee: Addressee, fate: EntityFate, page: PageOf): Mail {
  const words = MAIL_WORDS[addressee.locale];
  const who: Span = { text: canceled.byName, strong: true };
  const [order] = fate.orders;
  const [child] = fate.campaigns;
  return {
    subject: words.canceled.subject(announced.label, announced.code),
    blocks: [
      { kind: 'title', text: words.canceled.title(announced.label) },
      { kind: 'alert', text: words.canceled.alert(longDate(canceled.at, addressee.locale, addressee.timeZone)) },
      { kind: 'paragraph', words: [words.hello(addressee.label)] },
      ...reasonBlocks(canceled, who, addressee),
      { kind: 'heading', text: words.canceled.fate },
      ...(order === undefined ? [{ kind: 'paragraph' as const, words: [words.canceled.noOrder] }] : []),
      ...fateBlock(fate, addressee, page),
      { kind: 'paragraph', words: [words.canceled.nothingToDo] },
      order === undefined ? { kind: 'button', label: words.canceled.seePackage, href: page('packages', announced.code) } : { kind: 'button', label: words.canceled.see, href: page('orders', order.code) },
      ...packageFacts(announced, addressee, child ?? announced.campaign, page),
    ],
  };
}

function reasonBlocks(canceled: AnnouncedCancel, who: Span, addressee: Addressee): Block[] {
  const words = MAIL_WORDS[addressee.locale].canceled;
  const comment = canceled.comment?.trim() ?? '';
  if (comment === '') return [{ kind: 'paragraph', words: words.silent(who) }];
  return [
    { kind: 'paragraph', words: words.wrote(who) },
    { kind: 'quote', text: comment },
  ];
}

function fateBlock(fate: EntityFate, addressee: Addressee, page: PageOf): Block[] {
  const words = MAIL_WORDS[addressee.locale].canceled;
  const time = (at: Date | null): string | null => (at === null ? null : timeOfDay(at, addressee.timeZone));
  const number = (value: number): Span => ({ text: wholeNumber(value, addressee.locale), strong: true });
  const fates: Fate[] = [
    ...fate.orders.map((order): Fate => ({ badge: order.before === 'rejected' ? words.badge.orderRejected : words.badge.orderCanceled, shape: 'pill', lines: [words.order({ text: order.code, href: page('orders', order.code) }, order.before)] })),
    ...fate.campaigns.map((campaign): Fate => ({ badge: words.badge.campaignCanceled, shape: 'pill', lines: [words.campaign({ text: campaign.code }, campaign.label)] })),
    ...fate.workflows.map((workflow): Fate => ({ badge: workflow.stopped ? words.badge.workflow : words.finished.workflow, shape: 'chip', lines: [words.workflow({ text: workflow.code }, time(workflow.stoppedAt))] })),
    ...fate.deliveries.map((delivery): Fate => {
      const sentence = delivery.own ? words.ownDelivery : words.centralDelivery;
      const figures = words.figures({ sent: number(delivery.sent), notSent: number(delivery.notSent), failed: number(delivery.failed), uncertain: delivery.uncertain === 0 ? null : number(delivery.uncertain) });
      return { badge: delivery.stopped ? words.badge.delivery : words.finished.delivery, shape: 'chip', lines: [sentence({ text: delivery.code }, time(delivery.stoppedAt)), figures] };
    }),
  ];
  return fates.length === 0 ? [] : [{ kind: 'fates', fates }];
}
