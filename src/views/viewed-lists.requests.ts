import type { z } from 'zod';

import { fieldErrors } from '../api/field-errors.js';
import { unsafeText } from '../api/unsafe-text.js';
import { campaignListParameters } from '../campaigns/campaign.requests.js';
import { cancellationListParameters } from '../cancellations/cancellations.requests.js';
import { deliveryListParameters } from '../deliveries/delivery.requests.js';
import { entityListParameters } from '../entities/entity.requests.js';
import { type FieldError, invalidFields } from '../errors/domain-error.js';
import { journalParameters } from '../journal/journal.requests.js';
import { notificationListParameters } from '../notifications/notification.requests.js';
import { operatorListParameters } from '../operators/operator.requests.js';
import { orderListParameters } from '../orders/order.requests.js';
import { packageListParameters } from '../packages/package.requests.js';
import { recipientListParameters } from '../recipients/recipient.requests.js';
import { workflowListParameters } from '../workflows/workflow.requests.js';
import type { ViewedList } from './view.schema.js';

const PARAMETERS: Record<ViewedList, z.ZodType> = {
  packages: packageListParameters,
  orders: orderListParameters,
  campaigns: campaignListParameters,
  workflows: workflowListParameters,
  deliveries: deliveryListParameters,
  cancellations: cancellationListParameters,
  entities: entityListParameters,
  recipients: recipientListParameters,
  operators: operatorListParameters,
  notifications: notificationListParameters,
  journal: journalParameters,
};

/** Where one stands in a list, and how much of it is read, is no part of a view. */
const NOT_KEPT = ['cursor', 'limit', 'counts'];

/**
 * A view keeps only what its list takes, so that it can always be used.
 * @throws DomainError `invalid-fields` naming `query.PARAMETER`
 */
export function expectUsable(list: ViewedList, query: Record<string, string | string[]>): void {
  const kept = NOT_KEPT.filter((name) => name in query).map((name): FieldError => ({ field: `query.${name}`, message: { en: 'is no part of a view', fr: 'ne fait pas partie d’une vue' } }));
  const result = PARAMETERS[list].safeParse(query);
  const wrong = [...unsafeText(query), ...(result.success ? [] : fieldErrors(result.error.issues, query))].map((error) => ({ ...error, field: `query.${error.field}` }));
  const all = [...kept, ...wrong];
  if (all.length > 0) throw invalidFields(all);
}
