import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';

import { CancellationsService } from '../cancellations/cancellations.service.js';
import type { Consequences } from '../cancellations/consequences.js';
import { Clock } from '../clock/clock.js';
import { notFound } from '../errors/domain-error.js';
import type { Actor } from '../operators/actor.js';
import { demand, demandAny } from '../operators/operators.policy.js';
import { BulkCommands, type Selectable } from './bulk.commands.js';
import { commandIsNotOffered, nothingSelected, SELECTED_MAX, tooManySelected } from './bulk.errors.js';
import type { NewMatchingSelection, NewSelection } from './bulk.requests.js';
import { BULK_COMMANDS, type BulkCommand, type BulkList, type Selection } from './bulk.schema.js';
import { checkedListQuery } from './selected-lists.requests.js';

const KEPT_MS = 3_600_000;
const AT_ONCE = 200;
const READ_AT_ONCE = 16;
const PACKAGES_LOOKED_AT = 500;

export interface SelectionView {
  id: string;
  list: BulkList;
  count: number;
  /** To how many of them each command applies now. */
  commands: Partial<Record<BulkCommand, { allowed: number }>>;
  /** The first, by name. */
  names: { code: string; label: string }[];
  expiresAt: Date;
}

/** What a cancel of all of them would touch. */
export interface SelectionConsequences extends Consequences {
  /** Of how many of the selected that is said. */
  looked: number;
}

/** Things chosen from a list, kept at the server. */
@Injectable()
export class SelectionsService {
  constructor(
    @InjectModel('Selection') private readonly selections: Model<Selection>,
    private readonly commands: BulkCommands,
    private readonly cancellations: CancellationsService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `nothing-selected` */
  async ofTicked(actor: Actor, { list, codes }: NewSelection): Promise<SelectionView> {
    demandAny(actor, 'bulk', 'write');
    return this.keep(actor, list, null, await this.ticked(actor, list, codes));
  }

  /** @throws DomainError `invalid-fields`, `too-many-selected`, `nothing-selected` */
  async ofMatching(actor: Actor, { list, query }: NewMatchingSelection): Promise<SelectionView> {
    demandAny(actor, 'bulk', 'write');
    return this.keep(actor, list, query, await this.matching(actor, list, checkedListQuery(list, query)));
  }

  private async keep(actor: Actor, list: BulkList, query: Selection['query'], things: readonly Selectable[]): Promise<SelectionView> {
    if (things.length === 0) throw nothingSelected();
    const selection: Selection = { _id: new Types.ObjectId().toHexString(), list, by: actor.email, query, codes: things.map(({ code }) => code), labels: things.map(({ label }) => label), allowed: allowedOf(list, things), expiresAt: new Date(this.clock.now().getTime() + KEPT_MS) };
    await this.selections.create([selection]);
    const names = things.slice(0, 3).map(({ code, label }) => ({ code, label }));
    return { id: selection._id, list, count: things.length, commands: applicable(list, things), names, expiresAt: selection.expiresAt };
  }

  /** One's own; another's is as if it were not there. @throws DomainError `not-found` */
  async get(actor: Actor, id: string): Promise<Selection> {
    const selection = await this.selections.findById(id).lean();
    if (selection === null || selection.by !== actor.email) throw notFound(id);
    demand(actor, 'bulk', 'write', id);
    return selection;
  }

  /** What canceling what was selected would touch; of more packages than the most, that of the first. @throws DomainError `not-found`, `command-not-offered` */
  async consequences(actor: Actor, id: string): Promise<SelectionConsequences> {
    const { list, codes } = await this.get(actor, id);
    if (list !== 'packages' && list !== 'orders') throw commandIsNotOffered(list, 'cancel');
    const looked = list === 'packages' ? codes.slice(0, PACKAGES_LOOKED_AT) : codes;
    return { looked: looked.length, ...(await this.cancellations.consequencesOfAll(actor, list, looked)) };
  }

  /** Counted again: whether they are the same, and the command applies to as many. */
  async again(actor: Actor, { list, query, codes, allowed }: Selection, command: BulkCommand): Promise<{ count: number; allowed: number; isSame: boolean }> {
    const things = query === null ? await this.ticked(actor, list, codes) : await this.matching(actor, list, checkedListQuery(list, query));
    const now = new Set(things.map(({ code }) => code));
    const allowedNow = allowedOf(list, things)[command] ?? 0;
    return { count: things.length, allowed: allowedNow, isSame: now.size === codes.length && codes.every((code) => now.has(code)) && allowedNow === (allowed[command] ?? 0) };
  }

  private async matching(actor: Actor, list: BulkList, query: Record<string, unknown>): Promise<Selectable[]> {
    const things: Selectable[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await this.commands.read(list, actor, { ...query, limit: AT_ONCE, counts: false, ...(cursor === undefined ? {} : { cursor }) });
      things.push(...page.items);
      if (things.length > SELECTED_MAX) throw tooManySelected();
      if (page.nextCursor === null) return things;
      cursor = page.nextCursor;
    }
  }

  /** In the order they were ticked; a code that is no thing of the list is left out. */
  private async ticked(actor: Actor, list: BulkList, codes: readonly string[]): Promise<Selectable[]> {
    const found: Selectable[] = [];
    for (let from = 0; from < codes.length; from += READ_AT_ONCE) {
      const some = await Promise.all(codes.slice(from, from + READ_AT_ONCE).map((code) => this.commands.readOne(list, actor, code)));
      found.push(...some.filter((thing) => thing !== null));
    }
    return found;
  }
}

function allowedOf(list: BulkList, things: readonly Selectable[]): Selection['allowed'] {
  return Object.fromEntries(BULK_COMMANDS[list].map((command) => [command, things.filter(({ allowed }) => allowed.includes(command)).length]));
}

function applicable(list: BulkList, things: readonly Selectable[]): SelectionView['commands'] {
  return Object.fromEntries(Object.entries(allowedOf(list, things)).map(([command, allowed]) => [command, { allowed }]));
}
