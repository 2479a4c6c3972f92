import { z } from 'zod';

import { plainListParameters } from '../api/list-parameters.js';

/** A code, or an operator's e-mail. */
const subject = z
  .string()
  .trim()
  .min(1)
  .max(254)
  .transform((given) => (given.includes('@') ? given.toLowerCase() : given.toUpperCase()));

export const journalParameters = plainListParameters({ sort: ['at', '-at'], filters: { subject: subject.optional() } });
export type JournalParameters = z.output<typeof journalParameters>;
