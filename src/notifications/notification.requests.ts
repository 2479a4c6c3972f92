import { z } from 'zod';

import { code, whole } from '../api/fields.js';
import { instants, listParameters, several } from '../api/list-parameters.js';
import { NOTIFICATION_EVENTS, NOTIFICATION_STATES } from './notification.schema.js';

export const notificationListParameters = listParameters({
  sort: ['-createdAt', 'createdAt'],
  filters: {
    package: code('package').optional(),
    order: code('order').optional(),
    cancellation: code('cancellation').optional(),
    entity: code('entity').optional(),
    state: several(NOTIFICATION_STATES).optional(),
    event: several(NOTIFICATION_EVENTS).optional(),
    ...instants('accepted'),
    cycle: z.coerce.number().pipe(whole(1, 1_000_000)).optional(),
  },
});
export type NotificationList = z.output<typeof notificationListParameters>;

export const noBody = z.strictObject({});
