import { z } from 'zod';

import { email, label } from '../api/fields.js';
import { listParameters } from '../api/list-parameters.js';
import { checked } from '../api/valid-body.js';
import { LOCALES } from '../language/text.js';

/** An IANA name that this machine knows. */
export const timeZone = () =>
  z.string().max(64).refine(isTimeZone, {
    params: { text: { en: 'Not a time zone. Use an IANA name such as Europe/Paris.', fr: 'Fuseau horaire inconnu. Donnez un nom IANA, par exemple Europe/Paris.' } },
  });
const addresses = () => z.array(email()).max(100);

const fields = {
  label: label(),
  locale: z.enum(LOCALES),
  timeZone: timeZone(),
  contact: z.string().max(500),
  notificationGroup: addresses(),
  orderReviewers: addresses(),
};

export const newEntity = z.strictObject({
  ...fields,
  contact: fields.contact.default(''),
  notificationGroup: fields.notificationGroup.default([]),
  orderReviewers: fields.orderReviewers.default([]),
});
export type NewEntity = z.output<typeof newEntity>;

export const entityPatch = z.strictObject(fields).partial();
export type EntityPatch = z.output<typeof entityPatch>;

/** Each one is checked by itself: a bad one is named, the others are saved. */
export const entitiesBody = z.strictObject({ entities: z.array(z.record(z.string(), z.unknown())).max(10_000) });

/** A line of a file, read as the bodies above. @throws DomainError `invalid-fields` */
export const lineAsEntity = {
  created: (value: unknown): NewEntity => checked(newEntity, value),
  edited: (value: unknown): EntityPatch => checked(entityPatch, value),
  all: (value: unknown): z.output<typeof entitiesBody> => checked(entitiesBody, value),
};

export const entityListParameters = listParameters({ sort: ['-createdAt', 'createdAt', 'label', '-label'], filters: { locale: z.enum(LOCALES).optional() } });
export type EntityList = z.output<typeof entityListParameters>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
