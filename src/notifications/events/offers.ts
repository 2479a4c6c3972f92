import { Injectable } from '@nestjs/common';

import { Clock } from '../../clock/clock.js';
import type { CampaignPackage } from '../../packages/package.schema.js';
import { AnnouncedPackages } from '../announced-packages.js';
import type { Told } from '../announcement.schema.js';
import { codesOf } from './mail-event.js';

/** What mails that invite to order ask of the package. */
@Injectable()
export class Offers {
  constructor(
    private readonly packages: AnnouncedPackages,
    private readonly clock: Clock,
  ) {}

  /** Codes of the entities that a published or extended package is new to; null: every entity; undefined: it is open to nobody any more. */
  async audience({ source, package: announced, cycle }: Told): Promise<readonly string[] | null | undefined> {
    const present = await this.packages.find(announced.code);
    if (present === null || this.whyClosed(present, cycle) !== null) return undefined;
    if (source?.type === 'relais.package.audience-extended') return codesOf(source, 'entities');
    return present.kind === 'local' && present.audience.length === 0 ? null : present.audience;
  }

  /** Why nobody can order in this cycle any more; null where they can. */
  whyClosed(present: CampaignPackage | null, cycle: number): string | null {
    if (present === null || present.cycle !== cycle) return 'the package is in another cycle by now';
    if (present.status !== 'published') return 'the package takes no registrations any more';
    const last = present.registrationDeadline ?? present.schedule.end;
    return last !== null && last < this.clock.now() ? 'registration has closed' : null;
  }
}
