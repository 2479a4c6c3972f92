import { Injectable } from '@nestjs/common';

import { CampaignsQueries } from '../campaigns/campaigns.queries.js';
import { EntitiesService } from '../entities/entities.service.js';
import type { FieldError } from '../errors/domain-error.js';
import { OperatorsService } from '../operators/operators.service.js';
import type { CampaignPackage } from './package.schema.js';

export type Named = Partial<Pick<CampaignPackage, 'referenceCampaign' | 'audience' | 'reviewers' | 'assignedTo'>>;

/** Whether the codes and addresses that a package names are of things that it may name. */
@Injectable()
export class PackageReferences {
  constructor(
    private readonly campaigns: CampaignsQueries,
    private readonly entities: EntitiesService,
    private readonly operators: OperatorsService,
  ) {}

  /** Every bad one, by its path. */
  async errors({ referenceCampaign, audience = [], reviewers = [], assignedTo }: Named): Promise<FieldError[]> {
    const [reference, entities, reviewing, assigned] = await Promise.all([
      referenceCampaign == null ? true : this.campaigns.isReference(referenceCampaign),
      audience.length === 0 ? new Set<string>() : this.entities.existing(audience),
      reviewers.length === 0 ? new Set<string>() : this.operators.centralAmong(reviewers),
      assignedTo == null ? true : this.operators.namesOf([assignedTo]).then((names) => names.has(assignedTo)),
    ]);
    const errors: FieldError[] = [];
    const refuse = (field: string, en: string, fr: string): unknown => errors.push({ field, message: { en, fr } });
    if (!reference) refuse('referenceCampaign', `there is no reference campaign ${referenceCampaign}`, `il n’y a pas d’opération de référence ${referenceCampaign}`);
    audience.forEach((entity, index) => entities.has(entity) || refuse(`audience[${index}]`, `there is no entity ${entity}`, `il n’y a pas d’entité ${entity}`));
    reviewers.forEach((email, index) => reviewing.has(email) || refuse(`reviewers[${index}]`, `${email} is no admin or central operator`, `${email} n’est ni administrateur ni opérateur central`));
    if (!assigned) refuse('assignedTo', `there is no operator ${assignedTo}`, `il n’y a pas d’opérateur ${assignedTo}`);
    return errors;
  }
}
