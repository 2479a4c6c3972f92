import { z } from 'zod';

import { code, line, type CodeOf, instant, whole } from '../api/fields.js';
import { checked } from '../api/valid-body.js';
import { DomainError, type FieldError, invalidFields } from '../errors/domain-error.js';
import type { Actor } from '../operators/actor.js';

/** What a command is about, and the name of the field that holds its code. */
export type Target = Extract<CodeOf, 'package' | 'order' | 'campaign' | 'workflow' | 'delivery'>;

/** One command of the queue: the same body, verb and answer as the call of HTTP. */
export interface InboundCommand<B extends z.ZodType = z.ZodType> {
  /** Null: it makes a new thing. */
  target: Target | null;
  /** What it changes or makes, as the journal calls it. */
  kind: Target;
  /** An edit names the version that it was made from. */
  versioned?: true;
  /** The body's schema at the door of HTTP. */
  body: B;
  run(actor: Actor, call: { code: string; version: number; body: z.output<B> }): Promise<unknown>;
  /** The answer where a worker carried it out and died before it could say so; missing: running it again is harmless. */
  present?(actor: Actor, code: string): Promise<unknown>;
}

/** Lets the compiler hold `run` to `body`. */
export function command<B extends z.ZodType>(definition: InboundCommand<B>): InboundCommand {
  return definition as unknown as InboundCommand;
}

/** A command as its sender wrote it, checked. */
export interface CommandCall {
  /** The idempotency key. */
  id: string;
  /** A free label of the sender, kept in the journal. */
  issuer: string;
  expiresAt: Date | null;
  /** Empty where the command makes a new thing. */
  code: string;
  version: number;
  body: unknown;
}

const ID: FieldError['message'] = { en: 'must be 1 to 255 printable characters without accents', fr: 'doit compter de 1 à 255 caractères imprimables sans accents' };
const envelope = {
  id: z.string().refine((id) => /^[\x20-\x7E]{1,255}$/.test(id), { params: { text: ID } }),
  issuer: line(200),
  expiresAt: instant().nullable().default(null),
};

/**
 * Tells the sender's envelope from the body, which the schema of HTTP judges.
 * @throws DomainError `invalid-fields` with every bad field of both
 */
export function readCall({ target, versioned, body }: InboundCommand, data: Record<string, unknown>): CommandCall {
  const shape = { ...envelope, ...(target === null ? {} : { [target]: code(target) }), ...(versioned === true ? { version: whole(1, Number.MAX_SAFE_INTEGER) } : {}) };
  const names = new Set(Object.keys(shape));
  const part = (isEnvelope: boolean): Record<string, unknown> => Object.fromEntries(Object.entries(data).filter(([name]) => names.has(name) === isEnvelope));
  const errors: FieldError[] = [];
  const given = collected(z.strictObject(shape), part(true), errors) as Record<string, unknown>;
  const content = collected(body, part(false), errors);
  if (errors.length > 0) throw invalidFields(errors);
  return {
    id: given['id'] as string,
    issuer: given['issuer'] as string,
    expiresAt: given['expiresAt'] as Date | null,
    code: target === null ? '' : (given[target] as string),
    version: (given['version'] ?? 0) as number,
    body: content,
  };
}

function collected(schema: z.ZodType, value: unknown, errors: FieldError[]): unknown {
  try {
    return checked(schema, value);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    errors.push(...(error.details.errors ?? []));
    return {};
  }
}
