import { z } from 'zod';

import { timeZone } from '../entities/entity.requests.js';

const MOST_DAYS = 92;

export const ordersByDayParameters = z.strictObject({ days: z.coerce.number().int().min(1).max(MOST_DAYS).default(14), timeZone: timeZone().default('UTC') });
export type OrdersByDayParameters = z.output<typeof ordersByDayParameters>;
