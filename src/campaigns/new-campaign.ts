import { wordsOf } from '../storage/words.js';
import { campaignLifecycle } from './campaign.lifecycle.js';
import type { Campaign } from './campaign.schema.js';

/** A child about to be made, inside the transaction that makes its order available. */
export interface NewChild {
  /** `OU3_OP25`: the entity's code and a number taken before the transaction. */
  code: string;
  label: string;
  reference: string;
  order: string;
  /** The order's package, local or not. */
  orderPackage: string;
  /** The COLLABORATIVE package it hangs on; null for a local package's. */
  package: string | null;
  cycle: number;
  entity: string;
  /** The order's: cascades walk ranges of it. */
  ordinal: number;
  by: string;
  at: Date;
}

/** With its reference's schedule and folder. */
export function childOf(reference: Campaign, child: NewChild): Campaign {
  return {
    ...blank({ _id: child.code, kind: 'child', label: child.label, schedule: reference.schedule, folder: reference.folder, by: child.by, at: child.at }),
    package: child.package,
    cycle: child.cycle,
    order: child.order,
    orderPackage: child.orderPackage,
    reference: child.reference,
    entity: child.entity,
    ordinal: child.ordinal,
  };
}

interface Blank extends Pick<Campaign, '_id' | 'kind' | 'label' | 'schedule' | 'folder'> {
  by: string;
  at: Date;
}

/** A campaign as it begins, of nobody's package. */
export function blank({ by, at, ...given }: Blank): Campaign {
  return {
    ...given,
    words: wordsOf(given.label),
    status: campaignLifecycle.initial,
    statusSince: at,
    package: null,
    cycle: 1,
    order: null,
    orderPackage: null,
    reference: null,
    entity: null,
    ordinal: -1,
    canceled: null,
    births: 0,
    history: [],
    version: 1,
    createdAt: at,
    createdBy: by,
    modifiedAt: at,
    modifiedBy: by,
  };
}
