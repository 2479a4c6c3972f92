/** As much of JSON Schema as the descriptions of request bodies use. */
export interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  format?: string;
}

/** A body with one thing wrong in it, and the field that a caller must be told of. */
export interface Spoiled {
  title: string;
  field: string;
  body: unknown;
}

type Path = (string | number)[];
interface Wrong {
  title: string;
  path: Path;
  /** Missing: the value is taken out. */
  value?: unknown;
  /** Where the caller is told of another place than the one that was spoiled. */
  field?: Path;
}

/** Nobody sets these: they are the application's own. */
const READ_ONLY = ['code', '_id', 'id', 'status', 'statusSince', 'version', 'createdAt', 'modifiedAt', 'cycle', 'late', 'canceled', 'allowed'];

const OF_ANOTHER_TYPE: Record<string, unknown[]> = {
  string: [7, true, ['x'], { x: 1 }],
  number: ['seven', true, [1]],
  integer: ['7', true, [1], 1.5],
  boolean: ['true', 1, []],
  array: ['x', 7, {}],
  object: ['x', 7, []],
};

/** Every way to spoil one field of a good body that the schema of the body lets one think of. */
export function spoiled(schema: JsonSchema, good: unknown): Spoiled[] {
  return wrongs(schema, good, []).map(({ title, path, field = path, ...change }) => ({
    title: `${written(path)}: ${title}`,
    field: written(field),
    body: 'value' in change ? replaced(good, path, change.value) : without(good, path),
  }));
}

/** A query with one thing wrong in it, and the parameter that a caller must be told of. */
export interface SpoiledQuery {
  title: string;
  field: string;
  query: string;
}

/** Every way to spoil one parameter of a query that their schemas let one think of. */
export function spoiledQuery(parameters: readonly { name: string; schema: JsonSchema }[]): SpoiledQuery[] {
  const unknown = ['colour', '$where', 'status[$ne]', '__proto__'].map((field) => ({ field, value: 'x' }));
  const bad = parameters.flatMap(({ name, schema }) => badParameters(name, schema));
  return [...unknown, ...bad].map(({ field, value, at = field }: { field: string; value: string; at?: string }) => ({ title: `?${at}=${value.slice(0, 20)}`, field, query: `${encodeURIComponent(at)}=${encodeURIComponent(value)}` }));
}

function badParameters(name: string, { type, enum: known, items, pattern, format, minimum, maximum, maxLength }: JsonSchema): { field: string; value: string; at?: string }[] {
  if (type === 'array') return badParameters(name, items ?? {}).map(({ value }) => ({ field: `${name}[0]`, at: name, value }));
  const values = [
    ...(known === undefined ? [] : ['no such value', '']),
    ...(pattern === undefined ? [] : ['?', '{"$ne":1}']),
    ...(format === 'date-time' ? ['tomorrow', '2026-02-30T09:00:00Z'] : []),
    ...(type === 'integer' || type === 'number' ? ['ten', '1.5', '1e300', ''] : []),
    ...(minimum === undefined ? [] : [String(minimum - 1)]),
    ...(maximum === undefined ? [] : [String(maximum + 1)]),
    ...(maxLength === undefined || name === 'cursor' ? [] : ['x'.repeat(maxLength + 1)]),
    ...(name === 'cursor' ? ['garbage', 'eyJ4IjoxfQ', '%'] : []),
  ];
  return values.map((value) => ({ field: name, value }));
}

function wrongs(schema: JsonSchema, good: unknown, path: Path): Wrong[] {
  const forms = (schema.anyOf ?? []).filter((form) => form.type !== 'null');
  if (schema.anyOf !== undefined && forms.length === 1) return wrongs(forms[0] as JsonSchema, good, path);
  if (forms.length > 1) return [{ title: 'of no type that it may have', path, value: [[]] }];
  if (schema.oneOf !== undefined) return [...values([7, 'x', []], 'of another type', path), ...wrongsOf(meant(schema.oneOf, good), good, path)];
  return wrongsOf(schema, good, path);
}

function wrongsOf(schema: JsonSchema, good: unknown, path: Path): Wrong[] {
  return [
    // A body that is no object at all is another story than a bad field.
    ...(path.length === 0 ? [] : values(OF_ANOTHER_TYPE[schema.type ?? ''] ?? [], 'of another type', path)),
    ...ofText(schema, path),
    ...ofNumbers(schema, path),
    ...ofLists(schema, good, path),
    ...ofObjects(schema, good, path),
  ];
}

function ofText({ type, enum: known, const: only, minLength, maxLength, pattern, format }: JsonSchema, path: Path): Wrong[] {
  if (type !== 'string') return [];
  return [
    ...(known === undefined && only === undefined ? [] : values(['no such value', ''], 'none of its values', path)),
    ...(minLength === undefined ? [] : values(['x'.repeat(minLength - 1)], 'too short', path)),
    ...(minLength === 1 ? values([' \t '], 'blank', path) : []),
    ...(maxLength === undefined ? [] : values(['x'.repeat(maxLength + 1)], 'too long', path)),
    ...(pattern === undefined && format === undefined ? [] : values(['', '?', '{"$ne":1}'], 'not in its form', path)),
    ...(format === 'date-time' ? values(['tomorrow', '2026-02-30T09:00:00Z', '2026-05-01T09:00:00', '2026-05-01', '99999-01-01T00:00:00Z'], 'no instant', path) : []),
  ];
}

function ofNumbers({ minimum, maximum }: JsonSchema, path: Path): Wrong[] {
  return [
    ...(minimum === undefined ? [] : values([minimum - 1], 'too small', path)),
    ...(maximum === undefined ? [] : values([maximum + 1, 1e300], 'too large', path)),
  ];
}

function ofLists({ type, items, minItems, maxItems }: JsonSchema, good: unknown, path: Path): Wrong[] {
  if (type !== 'array') return [];
  const first = (good as unknown[])[0];
  return [
    ...(minItems === undefined ? [] : values([[]], 'too few', path)),
    ...(maxItems === undefined ? [] : values([Array.from({ length: maxItems + 1 }, () => first)], 'too many', path)),
    ...values([[null, ...(good as unknown[]).slice(1)]], 'null in it', path).map((wrong) => ({ ...wrong, field: [...path, 0] })),
    ...(items === undefined ? [] : (good as unknown[]).flatMap((entry, index) => wrongs(items, entry, [...path, index]))),
  ];
}

function ofObjects(schema: JsonSchema, good: unknown, path: Path): Wrong[] {
  const { properties } = schema;
  if (properties === undefined) return [];
  const given = good as Record<string, unknown>;
  return [
    ...(schema.additionalProperties === false ? unknownFields(properties, path) : []),
    ...Object.entries(properties).flatMap(([name, property]): Wrong[] => {
      const at = [...path, name];
      if (isOpen(property)) return [];
      return [
        ...(schema.required?.includes(name) === true ? [{ title: 'missing', path: at }] : []),
        ...(nullable(property) ? [] : values([null], 'null', at)),
        ...(given[name] === undefined || given[name] === null ? values(OF_ANOTHER_TYPE[bareType(property)] ?? [], 'of another type', at) : wrongs(property, given[name], at)),
      ];
    }),
  ];
}

/** A field that the good body leaves out can still be of another type; what is in it is not known. */
function bareType(schema: JsonSchema): string {
  const { type = '' } = schema.anyOf?.find((form) => form.type !== 'null') ?? schema;
  if (type === 'array' || type === 'object') throw new Error('the good body must hold every list and object, so that what is in them is spoiled too');
  return type;
}

function unknownFields(properties: Record<string, JsonSchema>, path: Path): Wrong[] {
  const own = path.length === 0 ? READ_ONLY : [];
  return ['colour', '$where', ...own].filter((name) => !(name in properties)).map((name) => ({ title: own.includes(name) ? 'read-only' : 'unknown', path: [...path, name], value: 'x' }));
}

function meant(forms: JsonSchema[], good: unknown): JsonSchema {
  const form = forms.find(({ properties }) => properties?.['type']?.const === (good as { type?: unknown }).type);
  if (form === undefined) throw new Error('the good body is of none of the forms');
  // The field that tells the forms apart is told about in another way.
  const { type: _told, ...properties } = form.properties ?? {};
  return { ...form, properties: { ...properties, type: {} } };
}

/** A schema that says nothing: what may be in it is written by hand in the story. */
function isOpen(schema: JsonSchema): boolean {
  return Object.keys(schema).length === 0;
}

function nullable(schema: JsonSchema): boolean {
  return schema.anyOf?.some((form) => form.type === 'null') === true || schema.type === 'null';
}

function values(list: unknown[], title: string, path: Path): Wrong[] {
  return list.map((value) => ({ title: `${title} (${JSON.stringify(value).slice(0, 40)})`, path, value }));
}

function written(path: Path): string {
  return path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('').replace(/^\./, '');
}

function replaced(good: unknown, path: Path, value: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  const copy = (Array.isArray(good) ? [...(good as unknown[])] : { ...(good as object) }) as Record<string | number, unknown>;
  copy[first] = replaced(copy[first], rest, value);
  return copy;
}

function without(good: unknown, path: Path): unknown {
  const holder = path.slice(0, -1).reduce<unknown>((value, part) => (value as Record<string | number, unknown>)[part], good);
  const { [path.at(-1) as string]: _gone, ...rest } = holder as Record<string, unknown>;
  return replaced(good, path.slice(0, -1), rest);
}
