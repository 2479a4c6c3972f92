import { Types } from 'mongoose';

import type { Recipient } from '../../src/recipients/recipient.schema.js';
import { bucketOf } from '../../src/recipients/split.js';

const AT = new Date('2026-03-01T08:00:00Z');

/** A recipient of OU1 as it is stored. */
export function aRecipient(given: Partial<Recipient> = {}): Recipient {
  const email = given.email ?? 'ann.lee@example.org';
  return {
    _id: new Types.ObjectId(),
    email,
    entity: 'OU1',
    firstName: 'Ann',
    lastName: 'Lee',
    locale: 'en',
    attributes: { city: 'Lyon', age: 41 },
    bucket: bucketOf(email),
    createdAt: AT,
    modifiedAt: AT,
    ...given,
  };
}
