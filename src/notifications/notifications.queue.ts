import { z } from 'zod';

import { defineQueue, job } from '../messaging/queue.js';

/** How many workers may empty the list of due mails side by side. */
export const SENDERS = 4;

export const notificationsQueue = defineQueue('notifications', {
  // Only a wake-up: what is due is read from the record, so a lost job costs a second, never a mail.
  'send-notifications': job({ payload: z.object({ sender: z.int().min(0).max(SENDERS - 1) }), retry: 'none', id: (p) => `send-notifications-${p.sender}` }),
  'plan-campaign-subscription': job({ payload: z.object({ package: z.string(), cycle: z.int() }), retry: 'standard', id: (p) => `plan-campaign-subscription-${p.package}-${p.cycle}` }),
});
