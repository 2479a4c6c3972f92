import { longDate, wholeNumber } from '../../language/dates.js';
import type { AnnouncedPackage } from '../announcement.schema.js';
import type { AnnouncedOrder } from '../notification.schema.js';
import type { Addressee, PageOf, Reader } from './addressee.js';
import type { Block, Fact } from './blocks.js';
import { MAIL_WORDS } from './words.js';

/** The package as every mail repeats it; its campaign is the entity's own where it has one. */
export function packageFacts(announced: AnnouncedPackage, { addressee, about }: Reader, page: PageOf, ownCampaign: AnnouncedPackage['campaign'] = null): Block[] {
  const words = MAIL_WORDS[addressee.locale];
  const campaign = ownCampaign ?? about.orders[0]?.campaign ?? announced.campaign;
  const date = dateIn(addressee);
  const { start, end } = announced.schedule;
  const facts: Fact[] = [
    { name: words.fact.package, value: [{ text: announced.label, href: page('packages', announced.code) }, ` (${announced.code})`] },
    { name: words.fact.level, value: [words.levels[announced.distributionLevel]] },
    ...(campaign === null ? [] : [{ name: words.fact.campaign, value: [{ text: campaign.label, href: campaignPage(campaign.code, announced, { addressee, about }, page) }, ` (${campaign.code})`] }]),
    { name: words.fact.schedule, value: [start === null || end === null ? date(start ?? end) : words.from(date(start), date(end))] },
    { name: words.fact.availableAt, value: [date(announced.availableAt)] },
    { name: words.fact.registration, value: [date(announced.registrationDeadline)] },
    { name: words.fact.personalization, value: [date(announced.personalizationDeadline)] },
  ];
  return [
    { kind: 'heading', text: words.thePackage },
    { kind: 'facts', facts },
  ];
}

/** What a reviewer of the package looks at besides its dates. */
export function proposalFacts(announced: AnnouncedPackage, addressee: Addressee): Fact[] {
  const words = MAIL_WORDS[addressee.locale];
  const { audience } = announced;
  return [
    { name: words.fact.audience, value: [audience === null ? words.everyEntity : words.entities(wholeNumber(audience, addressee.locale), audience === 1)] },
    ...(announced.kind === 'local' ? [] : [{ name: words.fact.orderApproval, value: [words.orderApproval[announced.orderApproval]] }]),
    { name: words.fact.approvalDeadline, value: [dateIn(addressee)(announced.approvalDeadline)] },
  ];
}

/** The answers of an order, under the form's labels. */
export function answerFacts(order: AnnouncedOrder, addressee: Addressee): Block[] {
  const words = MAIL_WORDS[addressee.locale];
  if (order.parameters.length === 0) return [];
  const facts = order.parameters.map(({ label, value }): Fact => ({ name: label, value: [shown(value, addressee)] }));
  return [
    { kind: 'heading', text: words.answers },
    { kind: 'facts', facts },
  ];
}

/** A date of the package in the reader's zone, with the zone's name; or that there is none. */
export function dateIn({ locale, timeZone }: Addressee): (instant: Date | null) => string {
  return (instant) => (instant === null ? MAIL_WORDS[locale].none : longDate(instant, locale, timeZone));
}

/** The last instant at which an order can be placed. */
export function lastDay(announced: AnnouncedPackage): Date | null {
  return announced.registrationDeadline ?? announced.schedule.end;
}

/** People of an entity see their own campaigns only: a link to another would lead to nothing, so theirs leads to their order. */
function campaignPage(code: string, announced: AnnouncedPackage, { addressee, about }: Reader, page: PageOf): string {
  const entity = addressee.code ?? about.entity?.code;
  if (addressee.isCentral || code.startsWith(`${entity}_`)) return page('campaigns', code);
  const [order] = about.orders;
  return order === undefined ? page('packages', announced.code) : page('orders', order.code);
}

function shown(value: string | number | boolean, { locale }: Addressee): string {
  if (typeof value === 'boolean') return value ? MAIL_WORDS[locale].yes : MAIL_WORDS[locale].no;
  return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value;
}
