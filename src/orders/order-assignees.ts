import { Injectable } from '@nestjs/common';

import { OperatorsService } from '../operators/operators.service.js';
import { assigneeIsUnknown } from './orders.errors.js';

/** Who an order may be assigned to. */
@Injectable()
export class OrderAssignees {
  constructor(private readonly operators: OperatorsService) {}

  /** @throws DomainError `invalid-fields`: nobody of head office, nobody of the entity (one answer, so that no other entity's people are found out) */
  async refuseUnknown(email: string | null | undefined, entity: string): Promise<void> {
    if (email === null || email === undefined) return;
    const operator = await this.operators.actorOf(email);
    if (operator === null || (operator.role === 'local' && operator.entity !== entity)) throw assigneeIsUnknown(email);
  }
}
