import { z } from 'zod';

const serviceUrl = (schemes: string[]) =>
  z.string().refine((value) => schemes.some((scheme) => value.startsWith(`${scheme}://`)), `must start with ${schemes.map((s) => `${s}://`).join(' or ')}`);
const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone, such as Europe/Paris');
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const roles = z
  .string()
  .transform((value) => value.split(',').map((role) => role.trim()).filter((role) => role !== ''))
  .pipe(z.array(z.enum(['api', 'worker'], 'must be api, worker or both, separated by a comma')).min(1, 'must name api, worker or both'));

/** Every variable once: its type, its default, and one sentence of what it is for. */
export const VARIABLES = {
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development').describe('production asks for every secret and address'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('port of the HTTP server, of health and metrics in every role'),
  HOST: z.string().default('127.0.0.1').describe('address the HTTP server listens on'),
  PUBLIC_URL: serviceUrl(['http', 'https']).optional().describe('address that the links in mails start with'),
  MONGODB_URI: serviceUrl(['mongodb', 'mongodb+srv']).describe('MongoDB replica set; transactions are used'),
  REDIS_URL: serviceUrl(['redis', 'rediss']).describe('Redis with noeviction and AOF'),
  SMTP_URL: serviceUrl(['smtp', 'smtps']).describe('mail server that deliveries and notifications go through'),
  SMTP_RATE: z.coerce.number().int().min(1).max(1_000_000).optional().describe('messages a second that the mail server is given at most, by all deliveries and workers together'),
  MAIL_FROM: z.string().min(3).max(320).default('Relais <relais@localhost.localdomain>').describe('sender of every mail'),
  HTTP_SENDER_URL: serviceUrl(['http', 'https']).optional().describe('outside sender that deliveries of the channel http go through'),
  HTTP_SENDER_SECRET: z.string().min(24).max(512).optional().describe('signs the requests to the outside sender, 24 characters or more; goes with HTTP_SENDER_URL'),
  HTTP_SENDER_RATE: z.coerce.number().int().min(1).max(1_000_000).optional().describe('messages a second that the outside sender is given at most'),
  SESSION_SECRET: z.string().min(32).describe('signs the panel sessions, 32 characters or more'),
  RELAIS_ROLES: roles.default(['api', 'worker']).describe('what this process does: api, worker'),
  RELAIS_ADMIN_EMAIL: z.email().optional().describe('administrator made at first start'),
  RELAIS_ADMIN_PASSWORD: z.string().min(12).max(256).optional().describe('password of that administrator, 12 characters or more'),
  RELAIS_ADMIN_API_KEY: z.string().min(32).max(512).optional().describe('API key of that administrator, 32 characters or more'),
  RELAIS_SELF_APPROVAL: flag.default(false).describe('lets a submitter approve their own package'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info').describe('least severe line that is logged'),
  RELAIS_LOCALE: z.enum(['en', 'fr']).default('en').describe('language where the reader has not chosen one'),
  RELAIS_TIME_ZONE: timeZone.default(machineTimeZone).describe('time zone of head office, in mails to its operators: an IANA name'),
  RELAIS_DATA: z.string().default('.data').describe('folder for what is made once outside production: session secret, first administrator'),
} as const;

const schema = z.object(VARIABLES).superRefine(({ HTTP_SENDER_URL: url, HTTP_SENDER_SECRET: secret }, context) => {
  if ((url === undefined) === (secret === undefined)) return;
  context.addIssue({ code: 'custom', path: [url === undefined ? 'HTTP_SENDER_URL' : 'HTTP_SENDER_SECRET'], message: 'is missing: it goes with the other' });
});

/** The checked environment, injected by its class. */
export class Environment {}
export interface Environment extends z.infer<typeof schema> {}

/** A wrong or missing variable; the message names each one, and is all that a person sees. */
export class EnvironmentError extends Error {}

/**
 * Reads and checks the variables.
 * @throws EnvironmentError naming every wrong variable, what it holds not (values may be secrets) and what it is for
 */
export function readEnvironment(source: Record<string, string | undefined>): Environment {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(present);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => {
      const name = String(issue.path[0]) as keyof typeof VARIABLES;
      const missing = present[name] === undefined;
      return `  ${name} ${missing ? 'is missing' : issue.message.replace(/^Invalid (option|input): /, '')} (${VARIABLES[name].description ?? ''})`;
    });
    throw new EnvironmentError(`Relais cannot start, its environment is wrong:\n${[...new Set(lines)].join('\n')}`);
  }
  return Object.assign(Object.create(Environment.prototype) as Environment, result.data);
}

/** A machine may have none that it could name. */
function machineTimeZone(): string {
  const { timeZone: name } = new Intl.DateTimeFormat().resolvedOptions();
  return isTimeZone(name) ? name : 'UTC';
}

/** `Intl` also takes offsets (+01:00), which know no daylight saving. */
function isTimeZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
