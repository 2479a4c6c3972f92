import type { Locale } from '../../language/text.js';
import type { About } from '../notification.schema.js';

/** To whom a mail speaks: an entity, or an operator. */
export interface Addressee {
  /** Code of the entity; null: an operator. */
  code: string | null;
  /** E-mail of the operator; null: an entity. */
  operator: string | null;
  /** Works at head office, and so may open every page. */
  isCentral: boolean;
  label: string;
  locale: Locale;
  /** IANA name: the zone of every time in the mail. */
  timeZone: string;
}

/** One of those whom an announcement is told to, and what it says to them alone. */
export interface Reader {
  addressee: Addressee;
  about: About;
}

/** Where the links lead: pages of the panel, under PUBLIC_URL. */
export type PageOf = (resource: 'packages' | 'orders' | 'campaigns', code: string) => string;

export const ABOUT_NOTHING: About = { orders: [], entity: null, role: null, timeZone: null };
