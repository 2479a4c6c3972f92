import type { OrderStatus } from '../../orders/order.schema.js';
import type { Locale } from '../../language/text.js';

/** What a cancel did to one entity: what its mail tells, beyond the package itself. */
export interface EntityFate {
  orders: readonly { code: string; before: OrderStatus }[];
  campaigns: readonly { code: string; label: string }[];
  workflows: readonly { code: string; stoppedAt: Date | null; stopped: boolean }[];
  deliveries: readonly {
    code: string;
    /** Of its own child campaign, rather than of the reference. */
    own: boolean;
    stopped: boolean;
    stoppedAt: Date | null;
    sent: number;
    notSent: number;
    failed: number;
    uncertain: number;
  }[];
}

/** To whom a mail speaks. */
export interface Addressee {
  code: string;
  label: string;
  locale: Locale;
  timeZone: string;
}

/** Where the links lead: pages of the panel, under PUBLIC_URL. */
export type PageOf = (resource: 'packages' | 'orders' | 'campaigns', code: string) => string;
