import { type DomainError, forbidden, notFound } from '../errors/domain-error.js';
import type { Actor, Role } from './actor.js';

/** `all`: everybody's; `own`: of the actor's own entity (API keys and views: the actor's own); `none`: not even known. */
type Reach = 'all' | 'own' | 'none';
interface Rights {
  read: Reach;
  /** Create and edit. */
  write: Reach;
  /** Commands that steer: cancel, reinitialize, submit, publish; start, pause, resume, stop; resend. */
  steer: Reach;
  /** Approve or reject, beyond what being a named reviewer gives. */
  decide: Reach;
}

const ALL: Rights = { read: 'all', write: 'all', steer: 'all', decide: 'all' };
const NONE: Rights = { read: 'none', write: 'none', steer: 'none', decide: 'none' };
const READ_ALL: Rights = { ...NONE, read: 'all' };
const READ_OWN: Rights = { ...NONE, read: 'own' };

/** *Who may do what* of domain.md, a row a thing. */
const TABLE = {
  operators: { admin: ALL, central: READ_ALL, local: READ_OWN },
  entities: { admin: ALL, central: READ_ALL, local: READ_OWN },
  'api-keys': { admin: ALL, central: READ_OWN, local: NONE },
  recipients: { admin: ALL, central: ALL, local: READ_OWN },
  packages: { admin: ALL, central: ALL, local: READ_OWN },
  orders: { admin: ALL, central: ALL, local: { read: 'own', write: 'own', steer: 'own', decide: 'none' } },
  campaigns: { admin: ALL, central: ALL, local: READ_OWN },
  workflows: { admin: ALL, central: ALL, local: READ_OWN },
  deliveries: { admin: ALL, central: ALL, local: READ_OWN },
  notifications: { admin: ALL, central: ALL, local: READ_OWN },
  cancellations: { admin: ALL, central: ALL, local: NONE },
  journal: { admin: ALL, central: ALL, local: READ_OWN },
  bulk: { admin: ALL, central: ALL, local: NONE },
  views: { admin: ALL, central: { read: 'all', write: 'own', steer: 'none', decide: 'none' }, local: NONE },
  queues: { admin: ALL, central: READ_ALL, local: NONE },
} as const satisfies Record<string, Record<Role, Rights>>;

export type ThingKind = keyof typeof TABLE;
export type Verb = keyof Rights;

export function reach(actor: Actor, kind: ThingKind, verb: Verb): Reach {
  if (actor.role === 'system') return 'all';
  return TABLE[kind][actor.role][verb];
}

/**
 * Whether the actor may do this to a thing owned by `owner` (the code of its entity, an e-mail for
 * an API key or a view; null: nobody's in particular, so only `all` reaches it).
 */
export function may(actor: Actor, kind: ThingKind, verb: Verb, owner: string | null = null): boolean {
  const far = reach(actor, kind, verb);
  if (far === 'all') return true;
  return far === 'own' && owner !== null && owner === ownOf(actor, kind);
}

/**
 * @throws DomainError `not-found` where the thing is not the actor's to know, `forbidden` where it
 * is but may not be changed
 */
export function demand(actor: Actor, kind: ThingKind, verb: Verb, code: string, owner: string | null = null): void {
  if (may(actor, kind, verb, owner)) return;
  throw may(actor, kind, 'read', owner) ? mayNot(actor) : notFound(code);
}

/** For lists and creation, where there is no thing yet: refused only where nothing is in reach. */
export function demandAny(actor: Actor, kind: ThingKind, verb: Verb): void {
  if (reach(actor, kind, verb) !== 'none') return;
  throw mayNot(actor);
}

export function mayNot(actor: Actor): DomainError {
  return forbidden({
    en: `Your role (${actor.role}) may not do this. Ask head office.`,
    fr: `Votre rôle (${actor.role}) ne le permet pas. Adressez-vous à l’entité centrale.`,
  });
}

function ownOf(actor: Actor, kind: ThingKind): string | null {
  return kind === 'api-keys' || kind === 'views' ? actor.email : actor.entity;
}
