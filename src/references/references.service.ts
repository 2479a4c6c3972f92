import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import type { Campaign } from '../campaigns/campaign.schema.js';
import { Clock } from '../clock/clock.js';
import type { Entity } from '../entities/entity.schema.js';
import type { Actor } from '../operators/actor.js';
import type { Operator } from '../operators/operator.schema.js';
import { demandAny, mayNot, reach } from '../operators/operators.policy.js';
import { offersTo } from '../packages/package.offers.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import { beginningWith, wordsOf } from '../storage/words.js';
import type { CampaignReferences, References } from './reference.requests.js';

/** A thing as a form or a filter names it. */
export interface Reference {
  /** Its code; an operator's e-mail; a folder's path. */
  code: string;
  label: string;
  /** A package's or campaign's status, an operator's role; null: nothing to add. */
  detail: string | null;
}

type Referenced = 'packages' | 'campaigns' | 'entities' | 'operators';
type Condition = Record<string, unknown>;
interface Known {
  _id: string;
  label?: string;
  name?: string;
  status?: string;
  role?: string;
}

/** A code as typed so far, in part: `cat8`, `OU3_OP`. */
const CODE = /^[A-Z]{2,3}\d*(?:_[A-Z]{0,2}\d*)?$/;
const TEXT_LONGEST_MS = 1_000;

/** Finds things while somebody types: the start of a code, then the start of any words of the label, at any number of things. */
@Injectable()
export class ReferencesService {
  constructor(
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    @InjectModel('Campaign') private readonly campaigns: Model<Campaign>,
    @InjectModel('Entity') private readonly entities: Model<Entity>,
    @InjectModel('Operator') private readonly operators: Model<Operator>,
    private readonly clock: Clock,
  ) {}

  async find(actor: Actor, of: Referenced, query: CampaignReferences): Promise<Reference[]> {
    demandAny(actor, of, 'read');
    const within = this.within(actor, of, query);
    const model = this[of] as unknown as Model<Known>;
    if (query.q === '') return (await model.find(within).sort({ modifiedAt: -1, _id: -1 }).limit(query.limit).select(SHOWN).lean<Known[]>()).map(reference);
    const found = new Map<string, Known>();
    for (const condition of conditions(of, query.q)) {
      const missing = query.limit - found.size;
      if (missing <= 0) break;
      for (const thing of await model.find({ $and: [condition, within] }).limit(query.limit).maxTimeMS(TEXT_LONGEST_MS).select(SHOWN).lean<Known[]>()) found.set(thing._id, thing);
    }
    return [...found.values()].slice(0, query.limit).map(reference);
  }

  /** Head office's own order of things: read from the index, a step a folder. @throws DomainError `forbidden` */
  async folders(actor: Actor, { q, limit }: References): Promise<Reference[]> {
    if (reach(actor, 'packages', 'read') !== 'all') throw mayNot(actor);
    // An index holds an entry, of no folder, for each package without one.
    const all = (await this.packages.distinct('folders')).filter((folder: unknown) => typeof folder === 'string');
    const typed = wordsOf(q);
    const matches = (folder: string): boolean => {
      const words = wordsOf(folder);
      return typed.every((start) => words.some((word) => word.startsWith(start)));
    };
    return all.filter(matches).sort().slice(0, limit).map((code) => ({ code, label: code.split('/').join(' / '), detail: null }));
  }

  private within(actor: Actor, of: Referenced, { kind }: CampaignReferences): Condition {
    const own = reach(actor, of, 'read') === 'own';
    const entity = actor.entity ?? '';
    switch (of) {
      case 'packages':
        return own ? (offersTo(entity, this.clock.now()) as Condition) : {};
      case 'campaigns':
        return { ...(kind === undefined ? {} : { kind }), ...(own ? { entity } : {}) };
      case 'entities':
        return own ? { _id: entity } : {};
      case 'operators':
        return own ? { entity } : {};
    }
  }
}

const SHOWN = { label: 1, name: 1, status: 1, role: 1 };

/** One after another, for who types a code means that one. */
function conditions(of: Referenced, q: string): Condition[] {
  const typed = q.toUpperCase();
  const byWords = beginningWith(q);
  const byCode = of === 'operators' ? { _id: startingWith(q.toLowerCase()) } : CODE.test(typed) ? { _id: startingWith(typed) } : null;
  return [byCode, byWords].filter((condition) => condition !== null);
}

function startingWith(text: string): Condition {
  return { $gte: text, $lt: `${text}\uffff` };
}

function reference({ _id, label, name, status, role }: Known): Reference {
  return { code: _id, label: label ?? name ?? _id, detail: status ?? role ?? null };
}
