import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { z } from 'zod';

import { badQuery } from './api.errors.js';
import { noteDoor } from './door.js';
import { fieldErrors } from './field-errors.js';
import { instant, whole } from './fields.js';
import type { ApiRequest } from './request.js';
import { unsafeText } from './unsafe-text.js';

const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 200;

/** The query of a list, checked: an unknown or bad parameter is a 400 that names it. */
export function ListParameters(schema: z.ZodType): ParameterDecorator {
  const parameter = createParamDecorator((_nothing: unknown, context: ExecutionContext) => checkedQuery(schema, context.switchToHttp().getRequest<ApiRequest>().query))();
  return (controller, method, index) => {
    noteDoor(controller, method, { parameters: schema });
    parameter(controller, method, index);
  };
}

/** @throws DomainError `bad-query` */
export function checkedQuery<S extends z.ZodType>(schema: S, query: unknown): z.output<S> {
  // Express hands over an object without a prototype, which strict schemas take for no plain object.
  const plain = { ...(query as Record<string, unknown>) };
  const unsafe = unsafeText(plain);
  const result = schema.safeParse(plain);
  if (result.success && unsafe.length === 0) return result.data;
  const told = new Set(unsafe.map((error) => error.field));
  const others = result.success ? [] : fieldErrors(result.error.issues, plain).filter((error) => !told.has(error.field));
  throw badQuery([...unsafe, ...others]);
}

/** A parameter that may be given several times: `?status=published&status=canceled`. */
export function several<const V extends readonly [string, ...string[]]>(values: V) {
  return z
    .preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(z.enum(values)).max(50))
    .transform((list) => [...new Set(list)])
    .meta({ type: 'array', items: { type: 'string', enum: [...values] } });
}

/** `true` or `false`. */
export function flag() {
  return z.enum(['true', 'false']).transform((value) => value === 'true');
}

/** `createdFrom` and `createdTo`: instants, both included. */
export function instants<const N extends string>(name: N) {
  return { [`${name}From`]: instant().optional(), [`${name}To`]: instant().optional() } as Record<`${N}From` | `${N}To`, z.ZodOptional<ReturnType<typeof instant>>>;
}

const NUMBER_MAX = 1_000_000_000;

/** `failedFrom` and `failedTo`: whole numbers, both included. */
export function numbers<const N extends string>(name: N) {
  // An empty one would be taken for 0.
  const number = () => z.preprocess((given) => (given === '' ? Number.NaN : given), z.coerce.number().pipe(whole(0, NUMBER_MAX))).meta({ type: 'integer', minimum: 0, maximum: NUMBER_MAX }).optional();
  return { [`${name}From`]: number(), [`${name}To`]: number() } as Record<`${N}From` | `${N}To`, ReturnType<typeof number>>;
}

const counts = flag().optional().transform((asked) => asked ?? false);
const words = z
  .string()
  .trim()
  .max(200)
  .optional()
  .transform((given) => (given === '' ? undefined : given));

/**
 * The parameters of one list: its own `filters`, and those that lists have: `sort` (the first named
 * is the default; `-` in front: descending; `_id` is called `code` by callers), `limit`, `cursor`,
 * `counts`, `q`.
 */
export function listParameters<const S extends readonly [string, ...string[]], F extends z.ZodRawShape>(list: { sort: S; filters: F }) {
  return plainListParameters(list).extend({ counts, q: words });
}

/** Of a list that neither counts nor searches: both are refused there rather than ignored. */
export function plainListParameters<const S extends readonly [string, ...string[]], F extends z.ZodRawShape>(list: { sort: S; filters: F }) {
  const stored = new Map<string, S[number]>(list.sort.map((field) => [field.replace(/^(-?)_id$/, '$1code'), field]));
  return z.strictObject({
    ...list.filters,
    sort: z
      .enum([...stored.keys()] as [string, ...string[]])
      .default([...stored.keys()][0] as string)
      .transform((name) => stored.get(name) as S[number]),
    limit: z.coerce.number().int().min(1).max(LIMIT_MAX).default(LIMIT_DEFAULT),
    cursor: z.string().min(1).max(2_000).optional(),
  });
}
