import { Injectable } from '@nestjs/common';

import { cancelAnswer } from '../cancellations/cancellation.view.js';
import { closingBody } from '../cancellations/cancellations.requests.js';
import { CancellationsService } from '../cancellations/cancellations.service.js';
import type { Actor } from '../operators/actor.js';
import { newPackage, packageCommand, packagePatch, packageRejection } from '../packages/package.requests.js';
import type { PackageView } from '../packages/package.view.js';
import { PackagesQueries } from '../packages/packages.queries.js';
import { PackagesService } from '../packages/packages.service.js';
import { command, type InboundCommand } from './command.js';

@Injectable()
export class PackageCommands {
  constructor(
    private readonly packages: PackagesService,
    private readonly queries: PackagesQueries,
    private readonly cancellations: CancellationsService,
  ) {}

  all(): Record<string, InboundCommand> {
    const { packages, queries, cancellations } = this;
    const of = { target: 'package', kind: 'package', present: (actor: Actor, code: string) => this.present(actor, code) } as const;
    return {
      'package.create': command({ ...of, target: null, body: newPackage, run: async (actor, { body }) => queries.shown(actor, await packages.create(actor, body)) }),
      'package.edit': command({ ...of, versioned: true, body: packagePatch, run: async (actor, { code, version, body }) => queries.shown(actor, await packages.edit(actor, code, body, version)) }),
      'package.submit': command({ ...of, body: packageCommand, run: async (actor, { code, body }) => queries.shown(actor, await packages.submit(actor, code, body.comment)) }),
      'package.approve': command({ ...of, body: packageCommand, run: async (actor, { code, body }) => queries.shown(actor, await packages.approve(actor, code, body.comment)) }),
      'package.reject': command({ ...of, body: packageRejection, run: async (actor, { code, body }) => queries.shown(actor, await packages.reject(actor, code, body.comment)) }),
      'package.publish': command({ ...of, body: packageCommand, run: async (actor, { code, body }) => queries.shown(actor, await packages.publish(actor, code, body.comment)) }),
      'package.reinitialize': command({ ...of, body: closingBody, run: async (actor, { code, body }) => queries.shown(actor, await cancellations.reinitialize(actor, code, body)) }),
      // A second cancel answers with the first.
      'package.cancel': command({ target: 'package', kind: 'package', body: closingBody, run: async (actor, { code, body }) => cancelAnswer((await cancellations.cancelPackage(actor, code, body)).cancellation) }),
    };
  }

  private async present(actor: Actor, code: string): Promise<PackageView> {
    return this.queries.shown(actor, await this.packages.get(actor, code));
  }
}
