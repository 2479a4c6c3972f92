import { createHash } from 'node:crypto';

import type { CampaignPackage } from './package.schema.js';

/** What an approval is bound to (domain.md, *Fingerprint*): a change of any of these voids it. */
export type BoundContent = Pick<
  CampaignPackage,
  | 'kind'
  | 'distributionLevel'
  | 'referenceCampaign'
  | 'audience'
  | 'form'
  | 'schedule'
  | 'availableAt'
  | 'registrationDeadline'
  | 'personalizationDeadline'
  | 'orderApproval'
  | 'allowMultipleOrders'
>;

/** SHA-256 of the content; the order of the audience is no content. */
export function fingerprintOf(content: BoundContent): string {
  const bound = [
    content.kind,
    content.distributionLevel,
    content.referenceCampaign,
    [...new Set(content.audience)].sort(),
    content.form.map((field) => [field.name, field.label, field.type, field.options, field.required, field.default]),
    [content.schedule.start, content.schedule.end],
    content.availableAt,
    content.registrationDeadline,
    content.personalizationDeadline,
    content.orderApproval,
    content.allowMultipleOrders,
  ];
  return createHash('sha256').update(JSON.stringify(bound)).digest('hex');
}
