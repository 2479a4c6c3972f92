import { longDate } from '../../language/dates.js';
import type { AnnouncedPackage } from '../announcement.schema.js';
import type { Block, Fact } from './blocks.js';
import type { Addressee, PageOf } from './entity-fate.js';
import { MAIL_WORDS } from './words.js';

/** The package as every mail repeats it; `campaign` is the entity's own where it has one. */
export function packageFacts(announced: AnnouncedPackage, addressee: Addressee, campaign: AnnouncedPackage['campaign'], page: PageOf): Block[] {
  const words = MAIL_WORDS[addressee.locale];
  const date = (instant: Date | null): string => (instant === null ? words.none : longDate(instant, addressee.locale, addressee.timeZone));
  const { start, end } = announced.schedule;
  const facts: Fact[] = [
    { name: words.fact.package, value: [{ text: announced.label, href: page('packages', announced.code) }, ` (${announced.code})`] },
    { name: words.fact.level, value: [words.levels[announced.distributionLevel]] },
    ...(campaign === null ? [] : [{ name: words.fact.campaign, value: [{ text: campaign.label, href: page('campaigns', campaign.code) }, ` (${campaign.code})`] }]),
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
