import type { Locale } from '../language/text.js';

/** Who sits in front of the panel. `role` decides what the frame offers; rights are judged by the services. */
export interface PanelOperator {
  email: string;
  name: string;
  role: 'admin' | 'central' | 'local';
  /** Code of the entity a local operator belongs to. */
  entity: string | null;
  /** What their account says; null where it says nothing, and the browser is asked. */
  locale: Locale | null;
}

/** What the panel needs of the rooms; filled once by the loader, so that no screen reaches a model. */
export interface PanelPorts {
  /** The operator whose e-mail and password these are, else null. */
  verifyPassword(email: string, password: string): Promise<Pick<PanelOperator, 'email'> | null>;
  /** Read again at each page, so that an operator who was removed or demoted is out at once. */
  findOperator(email: string): Promise<PanelOperator | null>;
  /** Code or e-mail -> label or name, of those that this local operator may know. */
  ownNames(operator: PanelOperator, codes: readonly string[]): Promise<Record<string, string>>;
  now(): Date;
  /** For readers who chose no language and whose browser speaks neither (RELAIS_LOCALE). */
  defaultLocale: Locale;
}
