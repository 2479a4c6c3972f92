import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

import { badIfMatch } from './api.errors.js';
import { noteDoor } from './door.js';
import type { ApiRequest } from './request.js';

// A proxy that compresses marks the tag as weak: `W/"3"` is the same version.
const VERSION = /^(?:W\/)?"(\d{1,15})"$/;

/** The version that the caller edits from; undefined where there is no If-Match (judged by `expectVersion`, after rights and body). */
export function IfMatch(): ParameterDecorator {
  const parameter = createParamDecorator((_nothing: unknown, context: ExecutionContext) => versionOf(context.switchToHttp().getRequest<ApiRequest>().headers['if-match']))();
  return (controller, method, index) => {
    noteDoor(controller, method, { ifMatch: true });
    parameter(controller, method, index);
  };
}

/** @throws DomainError `bad-if-match` */
export function versionOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const version = VERSION.exec(header.trim())?.[1];
  if (version === undefined) throw badIfMatch();
  return Number(version);
}
