import { browserNow } from '../reader/browser-clock.js';
import { commandOf } from '../proof/telling.js';
import { numberOf, type Count } from '../reader/figures.js';
import { useReader } from '../reader/reader.js';
import type { CampaignPackage, JournalEntry } from '../answers/things.js';
import { useAnswer } from '../answers/use-answer.js';

const EVERY_FIVE_SECONDS = 5000;
/** Mails that are late by more than this are told by the list of notifications. */
const FRESH = 15 * 60_000;

type NameOf = (code: string | null | undefined) => string;

/** What came of an entry of the package's timeline: whom it told, how many mails the server took, what still waits. */
export function Outcome({ item, entry, nameOf }: { item: CampaignPackage; entry: JournalEntry; nameOf: NameOf }) {
  const { t, n } = useReader();
  if (entry.refused || entry.cycle !== item.cycle || entry.subject !== item.code) return null;
  const command = commandOf(entry);
  const event = eventOf(item, command);
  const waiting = item.orderCounts['ordered'] ?? 0;
  const isLate = command === 'close-registration' && item.late?.deadline === 'registrationDeadline' && waiting > 0;
  return (
    <>
      {command === 'submit' && entry.at === item.submittedAt && item.reviewers.length > 0 && <>{t.telling.asked(t.telling.and(item.reviewers.map(nameOf)))} </>}
      {event && <Mails item={item} event={event} at={entry.at} entities={command === 'publish' || command === 'approve' ? item.audience.length : 0} />}
      {isLate && <> {t.telling.awaiting(n(waiting), waiting === 1)}</>}
    </>
  );
}

/** The mail that a command brings about (domain.md, *Notifications*). */
function eventOf({ kind, orderApproval }: CampaignPackage, command: string): string | null {
  const isAutomatic = orderApproval === 'automatic';
  if (command === 'publish') return kind === 'local' ? 'catalog-entry' : isAutomatic ? null : 'campaign-subscription';
  if (command === 'approve') return isAutomatic ? 'campaign-subscription' : null;
  if (command === 'close-registration') return 'registration-closed';
  return command === 'cancel' && kind === 'collaborative' ? 'package-canceled' : null;
}

function Mails({ item, event, at, entities }: { item: CampaignPackage; event: string; at: string; entities: number }) {
  const { t, n } = useReader();
  const isFresh = browserNow().getTime() - Date.parse(at) < FRESH;
  const answer = useAnswer<{ counts?: { total: Count; state: Record<string, Count> } }>(`/notifications?package=${item.code}&cycle=${item.cycle}&event=${event}&limit=1&counts=true`, { every: isFresh ? EVERY_FIVE_SECONDS : null });
  const counts = answer.data?.counts;
  if (!counts || numberOf(counts.total) === 0) return null;
  return <>{t.telling.told(entities > 0 ? t.pages.pkg.audience(entities) : '', n(counts.state['sent'] ?? 0), n(counts.total))}</>;
}
