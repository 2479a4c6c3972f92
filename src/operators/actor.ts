import type { Locale } from '../language/text.js';

export const ROLES = ['admin', 'central', 'local'] as const;
export type Role = (typeof ROLES)[number];

/** Who gives a command: an operator, or Relais itself (`system`: seeds, cascades, clocks). */
export interface Actor {
  /** E-mail of the operator, or `system`. */
  email: string;
  name: string;
  role: Role | 'system';
  /** Code of the entity a local operator belongs to. */
  entity: string | null;
  locale: Locale;
}

export const SYSTEM: Actor = { email: 'system', name: 'Relais', role: 'system', entity: null, locale: 'en' };
