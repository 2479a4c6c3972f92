import { CampaignsService } from '../campaigns/campaigns.service.js';
import { DeliveriesService } from '../deliveries/deliveries.service.js';
import { EntitiesService } from '../entities/entities.service.js';
import { DomainError } from '../errors/domain-error.js';
import type { Actor } from '../operators/actor.js';
import { OperatorsService } from '../operators/operators.service.js';
import { PackagesService } from '../packages/packages.service.js';
import { WorkflowsService } from '../workflows/workflows.service.js';

interface Kind {
  matches: RegExp;
  /** @throws DomainError `not-found` where it is not the reader's to know */
  name(reader: Actor, code: string): Promise<string>;
}

/** The rooms' services, by their class. */
type Rooms = <Service>(service: abstract new (...given: never[]) => Service) => Service;

/**
 * The names that a local operator may know. Each code is asked of its room with the reader's own rights: what is
 * not theirs is left out, just as what does not exist.
 */
export class OwnNames {
  readonly #kinds: readonly Kind[];

  constructor(rooms: Rooms) {
    this.#kinds = [
      { matches: /@/, name: async (reader, email) => (await rooms(OperatorsService).get(reader, email)).name },
      { matches: /^CAT\d+$/, name: async (reader, code) => (await rooms(PackagesService).get(reader, code)).label },
      { matches: /^OU\d+$/, name: async (reader, code) => (await rooms(EntitiesService).get(reader, code)).label },
      { matches: /^(?:OU\d+_)?OP\d+$/, name: async (reader, code) => (await rooms(CampaignsService).get(reader, code)).label },
      { matches: /^DM\d+$/, name: async (reader, code) => (await rooms(DeliveriesService).get(reader, code)).label },
      { matches: /^WKF\d+$/, name: async (reader, code) => (await rooms(WorkflowsService).get(reader, code)).label },
    ];
  }

  async of(reader: Actor, codes: readonly string[]): Promise<Record<string, string>> {
    const found = await Promise.all(codes.map(async (code) => [code, await this.#nameOf(reader, code)] as const));
    return Object.fromEntries(found.filter((pair): pair is [string, string] => pair[1] !== null));
  }

  async #nameOf(reader: Actor, code: string): Promise<string | null> {
    const kind = this.#kinds.find(({ matches }) => matches.test(code));
    if (kind === undefined) return null;
    try {
      return await kind.name(reader, code);
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not-found') return null;
      throw error;
    }
  }
}
