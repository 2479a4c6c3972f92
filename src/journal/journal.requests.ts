import { z } from 'zod';

import { flag, instants, plainListParameters } from '../api/list-parameters.js';

/** A code, or an operator's e-mail. */
const subject = z
  .string()
  .trim()
  .min(1)
  .max(254)
  .transform((given) => (given.includes('@') ? given.toLowerCase() : given.toUpperCase()));

export const journalParameters = plainListParameters({ sort: ['at', '-at'], filters: { subject: subject.optional(), by: z.string().trim().toLowerCase().min(1).max(254).optional(), command: z.string().trim().min(1).max(50).optional(), refused: flag().optional(), ...instants('at') } });
export type JournalParameters = z.output<typeof journalParameters>;
