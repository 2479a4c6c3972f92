import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

import { unauthenticated } from './api.errors.js';
import type { ApiRequest } from './request.js';

/** The operator who calls: an `Actor`, handed to the verbs of the rooms, which ask the rights table. */
export const Caller = createParamDecorator((_nothing: unknown, context: ExecutionContext) => {
  const { actor } = context.switchToHttp().getRequest<ApiRequest>();
  if (actor === undefined) throw unauthenticated();
  return actor;
});
