import { Injectable } from '@nestjs/common';

import { Seal } from '../api/seal.js';
import { Environment } from '../config/environment.js';
import type { Actor } from '../operators/actor.js';
import { ApiKeysService } from '../operators/api-keys.service.js';
import { keyIsMissing, keyIsUnknown } from './commands.errors.js';

/** What stands in the stored job in place of the key. */
export const CALLER = 'caller';

/**
 * Who gives a command. The key itself is taken out of the job before anything else is done; what
 * stays is sealed, so that the job finds its caller again after its worker died: the key's digest,
 * bound to this job, its name and its data. A digest alone would let anybody who can write to Redis
 * act as whoever's job they can read.
 */
@Injectable()
export class CommandCallers {
  private readonly seal: Seal;

  constructor(
    private readonly keys: ApiKeysService,
    environment: Environment,
  ) {
    this.seal = new Seal(environment.SESSION_SECRET, 'callers of commands');
  }

  /** @param job what the caller is bound to; null where the key is none */
  sealed(key: unknown, job: readonly string[]): string | null {
    return typeof key === 'string' && key !== '' ? this.seal.close(JSON.stringify({ digest: ApiKeysService.digestOf(key), job: this.seal.hash(...job) })) : null;
  }

  /** @throws DomainError `unauthenticated`, `bad-credential` */
  async actorOf(caller: unknown, job: readonly string[]): Promise<Actor> {
    if (caller === undefined || caller === null) throw keyIsMissing();
    const actor = await this.keys.actorOfDigest(this.digestIn(String(caller), this.seal.hash(...job)));
    if (actor === null) throw keyIsUnknown();
    return actor;
  }

  private digestIn(caller: string, job: string): string {
    const opened = this.opened(caller);
    if (opened === null || opened.job !== job) throw keyIsUnknown();
    return opened.digest;
  }

  /** Null: not sealed here: a sender's invention, or another installation's. */
  private opened(caller: string): { digest: string; job: string } | null {
    try {
      return JSON.parse(this.seal.open(caller)) as { digest: string; job: string };
    } catch {
      return null;
    }
  }
}
