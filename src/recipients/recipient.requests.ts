import { z } from 'zod';

import { code } from '../api/fields.js';
import { listParameters } from '../api/list-parameters.js';
import { LOCALES } from '../language/text.js';

const entities = z
  .preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(code('entity')).max(50))
  .transform((list) => [...new Set(list)])
  .meta({ type: 'array', items: { type: 'string' } });

/** `q` is the start of an e-mail address. */
export const recipientListParameters = listParameters({ sort: ['email', '-email'], filters: { entity: entities.optional(), locale: z.enum(LOCALES).optional() } });
export type RecipientList = z.output<typeof recipientListParameters>;

/** Described only: the body is read as a stream, row by row. */
export const recipientsBody = z.strictObject({
  recipients: z.array(
    z.looseObject({
      email: z.email(),
      entity: code('entity'),
      firstName: z.string().max(200).optional(),
      lastName: z.string().max(200).optional(),
      locale: z.enum(['en', 'fr']).optional(),
    }),
  ),
});
