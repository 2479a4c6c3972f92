import { createHash } from 'node:crypto';

/** What makes a notification itself: owing it a second time changes nothing. */
export interface NotificationKey {
  event: string;
  subject: string;
  cycle: number | null;
  entity: string | null;
  address: string;
  occurrence: string | null;
}

/** Hash of event, subject, cycle, entity, address and occurrence; large and small letters of an address are one. */
export function notificationKey(key: NotificationKey): string {
  // As JSON, so that no part can run over into the next.
  const parts = JSON.stringify([key.event, key.subject, key.cycle, key.entity, key.address.trim().toLowerCase(), ...(key.occurrence === null ? [] : [key.occurrence])]);
  return createHash('sha256').update(parts).digest('hex').slice(0, 40);
}
