import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';

import { unauthenticated } from '../api/api.errors.js';
import { checkedQuery } from '../api/list-parameters.js';
import type { ApiRequest } from '../api/request.js';
import { reportParameters } from './cancellations.requests.js';
import { CancellationsService } from './cancellations.service.js';

/** Nest opens a stream before it calls the route: rights and existence must be answered before that. */
@Injectable()
export class KnownCancellationGuard implements CanActivate {
  constructor(private readonly cancellations: CancellationsService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { actor, params, query } = context.switchToHttp().getRequest<ApiRequest>();
    if (actor === undefined) throw unauthenticated();
    checkedQuery(reportParameters, query);
    await this.cancellations.report(actor, String(params['code']).toUpperCase(), { entities: false });
    return true;
  }
}
