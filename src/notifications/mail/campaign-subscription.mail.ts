import { longDate } from '../../language/dates.js';
import type { AnnouncedPackage } from '../announcement.schema.js';
import type { Mail } from './blocks.js';
import type { Addressee, PageOf } from './entity-fate.js';
import { packageFacts } from './package-facts.js';
import { MAIL_WORDS } from './words.js';

/** [Campaign subscription]: a collaborative package is open to this entity. */
export function campaignSubscriptionMail(announced: AnnouncedPackage, addressee: Addressee, page: PageOf): Mail {
  const words = MAIL_WORDS[addressee.locale];
  const last = announced.registrationDeadline ?? announced.schedule.end;
  return {
    subject: words.subscription.subject(announced.label, announced.code),
    blocks: [
      { kind: 'title', text: words.subscription.title(announced.label) },
      { kind: 'paragraph', words: [words.hello(addressee.label)] },
      { kind: 'paragraph', words: [words.subscription.intro] },
      ...(last === null ? [] : [{ kind: 'paragraph' as const, words: words.subscription.until({ text: longDate(last, addressee.locale, addressee.timeZone), strong: true }) }]),
      { kind: 'paragraph', words: [words.subscription.open] },
      { kind: 'button', label: words.subscription.register, href: page('packages', announced.code) },
      ...packageFacts(announced, addressee, announced.campaign, page),
    ],
  };
}
