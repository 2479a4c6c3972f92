import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { z } from 'zod';

import { invalidFields } from '../errors/domain-error.js';
import { noteDoor } from './door.js';
import { fieldErrors } from './field-errors.js';
import type { ApiRequest } from './request.js';
import { unsafeText } from './unsafe-text.js';

/**
 * The body, checked: every bad field is named at once (422). No body at all is read as an empty
 * object, so that a command without a comment needs none.
 */
export function ValidBody(schema: z.ZodType): ParameterDecorator {
  const parameter = createParamDecorator((_nothing: unknown, context: ExecutionContext) => {
    const { body } = context.switchToHttp().getRequest<ApiRequest>() as { body: unknown };
    return checked(schema, body === undefined ? {} : body);
  })();
  return (controller, method, index) => {
    noteDoor(controller, method, { body: schema });
    parameter(controller, method, index);
  };
}

/**
 * The value as the schema gives it.
 * @throws DomainError `invalid-fields` with every bad field
 */
export function checked<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const unsafe = unsafeText(value);
  const result = schema.safeParse(value);
  if (result.success && unsafe.length === 0) return result.data;
  const known = new Set(unsafe.map((error) => error.field));
  const others = result.success ? [] : fieldErrors(result.error.issues, value).filter((error) => !known.has(error.field));
  throw invalidFields([...unsafe, ...others]);
}
