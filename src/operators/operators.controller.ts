import { Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';

import { Caller } from '../api/caller.js';
import { Described } from '../api/described.js';
import { IfMatch } from '../api/if-match.js';
import { ListParameters } from '../api/list-parameters.js';
import { ValidBody } from '../api/valid-body.js';
import type { CountedPage, Page } from '../storage/page.js';
import type { Actor } from './actor.js';
import type { ApiKey } from './api-key.schema.js';
import { ApiKeysService } from './api-keys.service.js';
import { type ApiKeyList, apiKeyListParameters, type NewApiKey, newApiKey, type NewOperator, newOperator, type OperatorList, operatorListParameters, type OperatorPatch, operatorPatch } from './operator.requests.js';
import type { Operator } from './operator.schema.js';
import { OperatorsService } from './operators.service.js';

interface OperatorView {
  email: string;
  name: string;
  role: string;
  entity: string | null;
  locale: string | null;
  version: number;
  createdAt: Date;
  modifiedAt: Date;
}

interface ApiKeyView {
  id: string;
  operator: string;
  label: string;
  hint: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

@Controller('api/v1/operators')
export class OperatorsController {
  constructor(private readonly operators: OperatorsService) {}

  @Get()
  @Described({ summary: 'List operators', parameters: operatorListParameters })
  async list(@Caller() actor: Actor, @ListParameters(operatorListParameters) query: OperatorList): Promise<CountedPage<OperatorView>> {
    const page = await this.operators.list(actor, query);
    return { ...page, items: page.items.map(operatorView) };
  }

  @Post()
  @Described({ summary: 'Create an operator', body: newOperator })
  async create(@Caller() actor: Actor, @ValidBody(newOperator) body: NewOperator): Promise<OperatorView> {
    return operatorView(await this.operators.create(actor, body));
  }

  @Get(':email')
  @Described({ summary: 'Read an operator' })
  async read(@Caller() actor: Actor, @Param('email') email: string): Promise<OperatorView> {
    return operatorView(await this.operators.get(actor, email));
  }

  @Patch(':email')
  @Described({ summary: 'Edit an operator', body: operatorPatch })
  async edit(@Caller() actor: Actor, @Param('email') email: string, @IfMatch() version: number | undefined, @ValidBody(operatorPatch) body: OperatorPatch): Promise<OperatorView> {
    return operatorView(await this.operators.edit(actor, email, version, body));
  }
}

@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @Described({ summary: 'List API keys (never the keys themselves)', parameters: apiKeyListParameters })
  async list(@Caller() actor: Actor, @ListParameters(apiKeyListParameters) query: ApiKeyList): Promise<Page<ApiKeyView>> {
    const page = await this.keys.list(actor, query);
    return { ...page, items: page.items.map(apiKeyView) };
  }

  @Post()
  @Described({ summary: 'Create an API key; the answer holds it this once', body: newApiKey })
  create(@Caller() actor: Actor, @ValidBody(newApiKey) body: NewApiKey): Promise<{ key: string; id: string }> {
    return this.keys.create(actor, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Described({ summary: 'Revoke an API key' })
  revoke(@Caller() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.keys.revoke(actor, id);
  }
}

function operatorView({ _id, passwordHash: _secret, words: _words, ...operator }: Operator): OperatorView {
  return { email: _id, ...operator };
}

function apiKeyView({ _id, hash: _secret, ...key }: ApiKey): ApiKeyView {
  return { id: _id.toString(), ...key };
}
