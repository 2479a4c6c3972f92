import { z } from 'zod';

import { campaignListParameters } from '../campaigns/campaign.requests.js';
import { cancellationListParameters } from '../cancellations/cancellations.requests.js';
import { deliveryListParameters } from '../deliveries/delivery.requests.js';
import { entityListParameters } from '../entities/entity.requests.js';
import { journalParameters } from '../journal/journal.requests.js';
import { notificationListParameters } from '../notifications/notification.requests.js';
import { operatorListParameters } from '../operators/operator.requests.js';
import { orderListParameters } from '../orders/order.requests.js';
import { packageListParameters } from '../packages/package.requests.js';
import { recipientListParameters } from '../recipients/recipient.requests.js';
import { workflowListParameters } from '../workflows/workflow.requests.js';
import { EXPORT_COLUMNS, type ExportedList } from './export.columns.js';

/** A whole list is exported: of its own parameters all but those of a page; and which columns, `code,label`. */
function exportOf<F extends z.ZodRawShape>(list: ExportedList, parameters: z.ZodObject<F>) {
  const known = Object.keys(EXPORT_COLUMNS[list]);
  const columns = z
    .string()
    .max(1_000)
    .transform((given) => given.split(',').map((name) => name.trim()).filter((name) => name !== ''))
    .refine((names) => names.length > 0 && names.every((name) => known.includes(name)), { params: { text: { en: `must name columns of the file, separated by commas: ${known.join(', ')}`, fr: `doit nommer des colonnes du fichier, séparées par des virgules : ${known.join(', ')}` } } })
    .optional();
  const ofAPage = Object.fromEntries(['limit', 'cursor', 'counts'].filter((name) => name in parameters.shape).map((name) => [name, true]));
  return parameters.omit(ofAPage as never).extend({ columns });
}

export const exportParameters = {
  packages: exportOf('packages', packageListParameters),
  orders: exportOf('orders', orderListParameters),
  campaigns: exportOf('campaigns', campaignListParameters),
  workflows: exportOf('workflows', workflowListParameters),
  deliveries: exportOf('deliveries', deliveryListParameters),
  cancellations: exportOf('cancellations', cancellationListParameters),
  entities: exportOf('entities', entityListParameters),
  recipients: exportOf('recipients', recipientListParameters),
  operators: exportOf('operators', operatorListParameters),
  notifications: exportOf('notifications', notificationListParameters),
  journal: exportOf('journal', journalParameters),
};

/** Checked by the list's own schema; only what all have is of interest here. */
export interface ExportRequest {
  columns?: string[];
  [parameter: string]: unknown;
}
