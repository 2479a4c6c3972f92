import type { ResourceOptions, ResourceWithOptions } from 'adminjs';
import type { Connection } from 'mongoose';

import { DELIVERY_STATUSES } from '../deliveries/delivery.schema.js';
import { PACKAGE_KINDS, PACKAGE_STATUSES } from '../packages/package.schema.js';
import { WORKFLOW_STATUSES } from '../workflows/workflow.schema.js';
import type { FilterKinds } from './adapter/filter-query.js';
import { PanelResource } from './adapter/panel-resource.js';

interface Listed {
  id: string;
  /** Name of the mongoose model its room registered. */
  model: string;
  fields: readonly string[];
  filters: FilterKinds;
}

const words = { q: { kind: 'words' } } as const satisfies FilterKinds;

// Orders and campaigns without their status: that of an order of a canceled package is computed on read, and only
// the rooms' queries know how.
const LISTED: readonly Listed[] = [
  {
    id: 'packages', model: 'CampaignPackage', fields: ['label', 'kind', 'distributionLevel', 'status', 'folder', 'referenceCampaign', 'availableAt', 'modifiedAt'],
    filters: { ...words, status: { kind: 'one-of', values: PACKAGE_STATUSES }, kind: { kind: 'one-of', values: PACKAGE_KINDS }, folder: { kind: 'exact' }, referenceCampaign: { kind: 'code' }, availableAt: { kind: 'instants' }, late: { kind: 'late' } },
  },
  { id: 'orders', model: 'Order', fields: ['label', 'package', 'entity', 'cycle', 'modifiedAt'], filters: { ...words, package: { kind: 'code' }, entity: { kind: 'code' }, cycle: { kind: 'whole' } } },
  { id: 'campaigns', model: 'Campaign', fields: ['label', 'kind', 'package', 'entity', 'modifiedAt'], filters: { ...words, package: { kind: 'code' }, entity: { kind: 'code' } } },
  { id: 'workflows', model: 'Workflow', fields: ['label', 'campaign', 'status', 'modifiedAt'], filters: { ...words, status: { kind: 'one-of', values: WORKFLOW_STATUSES }, campaign: { kind: 'code' } } },
  { id: 'deliveries', model: 'Delivery', fields: ['label', 'campaign', 'status', 'modifiedAt'], filters: { ...words, status: { kind: 'one-of', values: DELIVERY_STATUSES }, campaign: { kind: 'code' } } },
  { id: 'entities', model: 'Entity', fields: ['label', 'locale', 'timeZone', 'modifiedAt'], filters: words },
  { id: 'operators', model: 'Operator', fields: ['name', 'role', 'entity', 'modifiedAt'], filters: { entity: { kind: 'code' } } },
];

/** Every write of AdminJS is off; what may be done is on the screens, through the API. */
const readOnly: ResourceOptions = {
  actions: Object.fromEntries(['new', 'edit', 'delete', 'bulkDelete'].map((name) => [name, { isAccessible: false, isVisible: false }])),
};

/** What AdminJS's frame, its search and its reads know of the rooms. */
export function panelResources(connection: Connection, now: () => Date): ResourceWithOptions[] {
  return LISTED.map(({ id, model, fields, filters }) => ({
    resource: new PanelResource({ id, model: connection.model<Record<string, unknown> & { _id: string }>(model), fields, filters, sort: { modifiedAt: -1, _id: -1 }, now }),
    options: readOnly,
  }));
}
