import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

import { Environment } from '../config/environment.js';
import { localeOf } from '../language/text.js';
import type { Actor } from '../operators/actor.js';
import { ApiKeysService } from '../operators/api-keys.service.js';
import { OperatorsService } from '../operators/operators.service.js';
import { badCredential, crossSiteRequest, unauthenticated } from './api.errors.js';
import { OPEN } from './open.js';
import type { ApiRequest } from './request.js';
import { comesFromElsewhere } from './same-site.js';

const LONGEST_KEY = 512;

/**
 * Asks every caller who they are, on every route that is not `@Open()`: closed is the default,
 * whatever a route's address looks like. A bearer key goes before the panel's session.
 */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeysService,
    private readonly operators: OperatorsService,
    private readonly environment: Environment,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http' || this.reflector.getAllAndOverride<boolean | undefined>(OPEN, [context.getHandler(), context.getClass()])) return true;
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const actor = await this.actorOf(request);
    // Sentences of an answer (why a process is paused) are in the language that the request asks for.
    request.actor = { ...actor, locale: localeOf(request.headers['accept-language'], actor.locale) };
    return true;
  }

  private async actorOf(request: ApiRequest): Promise<Actor> {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const key = /^Bearer +([\x21-\x7E]+) *$/i.exec(authorization)?.[1];
      const actor = key === undefined || key.length > LONGEST_KEY ? null : await this.keys.actorOf(key);
      if (actor === null) throw badCredential();
      return actor;
    }
    const email = sessionOperator(request);
    if (email === undefined) throw unauthenticated();
    const actor = await this.operators.actorOf(email);
    if (actor === null) throw badCredential();
    if (comesFromElsewhere(request, this.environment.PUBLIC_URL)) throw crossSiteRequest();
    return actor;
  }
}

/** The e-mail that the panel's sign-in left in the session, where there is one. */
function sessionOperator(request: ApiRequest): string | undefined {
  const { session } = request as { session?: { operator?: unknown } };
  return typeof session?.operator === 'string' ? session.operator : undefined;
}
