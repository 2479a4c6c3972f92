import { z } from 'zod';

import { defineQueue, job } from '../messaging/queue.js';

/** How many workers may empty the list of due mails side by side. */
export const SENDERS = 4;

// Both are only wake-ups: what is owed and what is due is read from the record, so a lost job costs a second, never a mail.
export const notificationsQueue = defineQueue('notifications', {
  'plan-notifications': job({ payload: z.object({}), retry: 'none', id: () => 'plan-notifications' }),
  'send-notifications': job({ payload: z.object({ sender: z.int().min(0).max(SENDERS - 1) }), retry: 'none', id: (p) => `send-notifications-${p.sender}` }),
});
