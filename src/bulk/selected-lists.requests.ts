import type { z } from 'zod';

import { fieldErrors } from '../api/field-errors.js';
import { deliveryListParameters } from '../deliveries/delivery.requests.js';
import { invalidFields } from '../errors/domain-error.js';
import { orderListParameters } from '../orders/order.requests.js';
import { packageListParameters } from '../packages/package.requests.js';
import { workflowListParameters } from '../workflows/workflow.requests.js';
import type { BulkList } from './bulk.schema.js';

const PARAMETERS: Record<BulkList, z.ZodType> = { packages: packageListParameters, orders: orderListParameters, workflows: workflowListParameters, deliveries: deliveryListParameters };

/** @throws DomainError `invalid-fields` naming `query.PARAMETER` */
export function checkedListQuery(list: BulkList, query: Record<string, unknown>): Record<string, unknown> {
  const result = PARAMETERS[list].safeParse(query);
  if (result.success) return result.data as Record<string, unknown>;
  throw invalidFields(fieldErrors(result.error.issues, query).map((error) => ({ ...error, field: `query.${error.field}` })));
}
