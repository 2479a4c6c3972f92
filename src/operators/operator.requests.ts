import { z } from 'zod';

import { code, email, label } from '../api/fields.js';
import { listParameters, plainListParameters } from '../api/list-parameters.js';
import { LOCALES, type Text } from '../language/text.js';
import { ROLES } from './actor.js';

const password = () => z.string().min(12).max(256);

const localNeedsEntity: Text = {
  en: 'A local operator belongs to one entity; the others to none.',
  fr: 'Un opérateur local appartient à une entité ; les autres à aucune.',
};

export const newOperator = z
  .strictObject({
    email: email(),
    name: label(),
    role: z.enum(ROLES),
    entity: code('entity').nullable().default(null),
    password: password().nullable().default(null),
    locale: z.enum(LOCALES).nullable().default(null),
  })
  .refine((operator) => (operator.role === 'local') === (operator.entity !== null), { path: ['entity'], params: { text: localNeedsEntity } });
export type NewOperator = z.output<typeof newOperator>;

export const operatorPatch = z.strictObject({
  name: label().optional(),
  role: z.enum(ROLES).optional(),
  entity: code('entity').nullable().optional(),
  password: password().optional(),
  locale: z.enum(LOCALES).nullable().optional(),
});
export type OperatorPatch = z.output<typeof operatorPatch>;

export const operatorListParameters = listParameters({
  sort: ['_id', '-createdAt', 'createdAt'],
  filters: { role: z.enum(ROLES).optional(), entity: code('entity').optional() },
});
export type OperatorList = z.output<typeof operatorListParameters>;

export const newApiKey = z.strictObject({ operator: email(), label: label() });
export type NewApiKey = z.output<typeof newApiKey>;

export const apiKeyListParameters = plainListParameters({ sort: ['-createdAt', 'createdAt'], filters: { operator: email().optional() } });
export type ApiKeyList = z.output<typeof apiKeyListParameters>;
