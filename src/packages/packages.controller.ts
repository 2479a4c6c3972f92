import { Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';

import { Caller } from '../api/caller.js';
import { Described } from '../api/described.js';
import { IfMatch } from '../api/if-match.js';
import { ListParameters } from '../api/list-parameters.js';
import { ValidBody } from '../api/valid-body.js';
import type { Actor } from '../operators/actor.js';
import type { Page } from '../storage/page.js';
import {
  type NewPackage,
  newPackage,
  packageCommand,
  type PackageCommandBody,
  type PackageList,
  packageListParameters,
  packagePatch,
  type PackagePatch,
  packageRejection,
  type PackageRejection,
} from './package.requests.js';
import type { PackageView } from './package.view.js';
import type { PackageCounts } from './package-tallies.js';
import { PackagesQueries } from './packages.queries.js';
import { PackagesService } from './packages.service.js';

@Controller('api/v1/packages')
export class PackagesController {
  constructor(
    private readonly packages: PackagesService,
    private readonly queries: PackagesQueries,
  ) {}

  @Get()
  @Described({ summary: 'List packages', parameters: packageListParameters })
  async list(@Caller() actor: Actor, @ListParameters(packageListParameters) query: PackageList): Promise<Page<PackageView> & { counts?: PackageCounts }> {
    return this.queries.list(actor, query);
  }

  @Post()
  @Described({ summary: 'Create a package', body: newPackage, refusals: [409] })
  async create(@Caller() actor: Actor, @ValidBody(newPackage) body: NewPackage): Promise<PackageView> {
    return this.queries.shown(actor, await this.packages.create(actor, body));
  }

  @Get(':code')
  @Described({ summary: 'Read a package' })
  async read(@Caller() actor: Actor, @Param('code') code: string): Promise<PackageView> {
    return this.queries.shown(actor, await this.packages.get(actor, code.toUpperCase()));
  }

  @Patch(':code')
  @Described({ summary: 'Edit a package', description: 'A change of what approval is bound to, while pending or approved, returns it to being edited.', body: packagePatch, refusals: [409] })
  async edit(@Caller() actor: Actor, @Param('code') code: string, @IfMatch() version: number | undefined, @ValidBody(packagePatch) body: PackagePatch): Promise<PackageView> {
    return this.queries.shown(actor, await this.packages.edit(actor, code.toUpperCase(), body, version));
  }

  @Post(':code/submit')
  @HttpCode(200)
  @Described({ summary: 'Submit a package for approval', body: packageCommand, refusals: [409] })
  async submit(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(packageCommand) { comment }: PackageCommandBody): Promise<PackageView> {
    return this.queries.shown(actor, await this.packages.submit(actor, code.toUpperCase(), comment));
  }

  @Post(':code/approve')
  @HttpCode(200)
  @Described({ summary: 'Approve a package', description: 'After its availability date it is published at once.', body: packageCommand, refusals: [409] })
  async approve(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(packageCommand) { comment }: PackageCommandBody): Promise<PackageView> {
    return this.queries.shown(actor, await this.packages.approve(actor, code.toUpperCase(), comment));
  }

  @Post(':code/reject')
  @HttpCode(200)
  @Described({ summary: 'Reject a package', body: packageRejection, refusals: [409] })
  async reject(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(packageRejection) { comment }: PackageRejection): Promise<PackageView> {
    return this.queries.shown(actor, await this.packages.reject(actor, code.toUpperCase(), comment));
  }

  @Post(':code/publish')
  @HttpCode(200)
  @Described({ summary: 'Publish an approved package now', body: packageCommand, refusals: [409] })
  async publish(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(packageCommand) { comment }: PackageCommandBody): Promise<PackageView> {
    return this.queries.shown(actor, await this.packages.publish(actor, code.toUpperCase(), comment));
  }
}
