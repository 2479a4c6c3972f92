import { z } from 'zod';

import type { Description } from './described.js';
import type { Door } from './door.js';

type JsonSchema = Record<string, unknown>;

/** As much of an OpenAPI operation as is written here. */
export interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: JsonSchema[];
  requestBody?: JsonSchema;
  responses: Record<string, JsonSchema>;
  security?: Record<string, string[]>[];
}

interface Route {
  path: string;
  verb: string;
  operation: Operation;
  description: Description | undefined;
  door: Door;
}

const REFUSALS: Record<number, string> = {
  400: 'Not well formed: the body is no JSON, or a query parameter is unknown or bad',
  401: 'No credential, or a bad one',
  403: 'Known, but this role may not do it',
  404: 'Unknown, or not the caller’s to know',
  409: 'Refused by the present state; `allowed` says what is possible',
  412: 'If-Match is stale',
  413: 'The body is too large',
  415: 'The body is of an unknown type',
  422: '`errors` names every bad field',
  428: 'If-Match is missing',
  503: 'A service that is needed does not answer',
};
const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

/** An operation as Nest found it, with what its decorators and schemas say about it. */
export function completed(route: Route): Operation {
  const { path, operation, description } = route;
  const inApi = path.startsWith('/api/v1');
  const body = description?.body ?? route.door.body;
  return {
    ...operation,
    summary: description?.summary ?? operation.summary,
    ...(description?.description === undefined ? {} : { description: description.description }),
    tags: [tagOf(path)],
    parameters: [...(operation.parameters ?? []).filter((parameter) => parameter['in'] === 'path'), ...parametersOf(route)],
    ...(body === undefined && description?.consumes === undefined ? {} : { requestBody: requestBody(body, description?.consumes) }),
    responses: { ...answers(route), ...refusals(inApi ? usualRefusals(route) : (description?.refusals ?? [])) },
    ...(inApi ? { security: [{ key: [] }, { session: [] }] } : {}),
  };
}

function tagOf(path: string): string {
  return path.replace(/^\/api\/v1\//, '').split('/').filter((part) => part !== '')[0] ?? 'other';
}

/** JSON Schema of what a caller sends; what JSON cannot say is left open. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output' = 'input'): JsonSchema {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as JsonSchema;
  return rest;
}

function parametersOf({ verb, description, door }: Route): JsonSchema[] {
  const schema = description?.parameters ?? door.parameters;
  const query = schema === undefined ? [] : Object.entries((jsonSchemaOf(schema)['properties'] ?? {}) as Record<string, JsonSchema>).map(([name, of]) => ({ name, in: 'query', required: false, schema: of }));
  return [
    ...query,
    ...(door.ifMatch === true ? [{ name: 'If-Match', in: 'header', required: true, description: 'The version you edit from, in quotes, as ETag gave it', schema: { type: 'string', examples: ['"3"'] } }] : []),
    ...(verb === 'post' ? [{ name: 'Idempotency-Key', in: 'header', required: false, description: 'Repeats with the same key get the first answer', schema: { type: 'string', maxLength: 255 } }] : []),
  ];
}

function requestBody(body: z.ZodType | undefined, consumes: readonly string[] | undefined): JsonSchema {
  const schema = body === undefined ? { type: 'object' } : jsonSchemaOf(body);
  const types = consumes ?? ['application/json'];
  return {
    required: Array.isArray(schema['required']) && schema['required'].length > 0,
    content: Object.fromEntries(types.map((type) => [type, { schema: type === 'application/json' ? schema : { type: 'string' } }])),
  };
}

function answers({ operation, description }: Route): Record<string, JsonSchema> {
  const statuses = description?.statuses?.map(String) ?? Object.keys(operation.responses).filter((status) => Number(status) < 300);
  const schema = description?.answer === undefined ? { type: 'object' } : jsonSchemaOf(description.answer, 'output');
  const content = { [description?.produces ?? 'application/json']: { schema: description?.produces === undefined ? schema : { type: 'string' } } };
  return Object.fromEntries(statuses.map((status) => [status, { description: description?.summary ?? '', ...(status === '204' ? {} : { content }) }]));
}

function refusals(statuses: readonly number[]): Record<string, JsonSchema> {
  return Object.fromEntries(statuses.map((status) => [String(status), { description: REFUSALS[status] ?? 'Refused', content: PROBLEM }]));
}

/** Those that every route of its form has, and its own. */
function usualRefusals({ path, verb, description, door }: Route): number[] {
  const takesBody = (description?.body ?? door.body ?? description?.consumes) !== undefined;
  const statuses = new Set([
    ...[400, 401, 403],
    ...(path.includes('{') ? [404] : []),
    ...(takesBody ? [413, 415, 422] : []),
    ...(door.ifMatch === true ? [409, 412, 428] : []),
    ...(verb === 'post' ? [409, 422] : []),
    ...(description?.refusals ?? []),
  ]);
  return [...statuses].sort();
}
