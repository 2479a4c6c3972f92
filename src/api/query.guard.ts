import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';

import { badQuery } from './api.errors.js';
import { doorOf } from './door.js';
import type { ApiRequest } from './request.js';

/** A route that takes no query parameters refuses every one by its name, so that a misspelt filter is never ignored. */
@Injectable()
export class QueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const controller = context.getClass();
    const method = context.getHandler().name;
    if (doorOf(controller.prototype as object, method).parameters !== undefined || readsQuery(controller, method)) return true;
    const given = Object.keys(context.switchToHttp().getRequest<ApiRequest>().query);
    if (given.length === 0) return true;
    throw badQuery(given.map((field) => ({ field, message: { en: 'is not a parameter of this call', fr: 'n’est pas un paramètre de cet appel' } })));
  }
}

/** Whether the route takes Nest's own `@Query()`, and so judges it by itself. */
function readsQuery(controller: object, method: string): boolean {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Record<string, unknown>;
  return Object.keys(parameters).some((name) => name.startsWith(`${RouteParamtypes.QUERY}:`));
}
