import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';

import { Environment } from '../config/environment.js';
import { SYSTEM } from './actor.js';
import { ApiKeysService } from './api-keys.service.js';
import { OperatorsService } from './operators.service.js';

/** Makes the administrator that the environment names, at first start; later starts leave them alone. */
@Injectable()
export class FirstAdministrator implements OnApplicationBootstrap {
  private readonly logger = new Logger(FirstAdministrator.name);

  constructor(
    private readonly environment: Environment,
    private readonly operators: OperatorsService,
    private readonly keys: ApiKeysService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { RELAIS_ADMIN_EMAIL, RELAIS_ADMIN_PASSWORD, RELAIS_ADMIN_API_KEY } = this.environment;
    if (RELAIS_ADMIN_EMAIL === undefined) return;
    const email = RELAIS_ADMIN_EMAIL.toLowerCase();
    if ((await this.operators.actorOf(email)) === null) {
      let made = true;
      await this.operators.create(SYSTEM, { email, name: 'Administrator', role: 'admin', entity: null, password: RELAIS_ADMIN_PASSWORD ?? null, locale: null }).catch(async (error: unknown) => {
        made = false;
        // Another process of the same start was first.
        if ((await this.operators.actorOf(email)) === null) throw error;
      });
      if (made) this.logger.log(`administrator ${email} made`);
    }
    if (RELAIS_ADMIN_API_KEY !== undefined) await this.keys.keep(SYSTEM, { operator: email, label: 'RELAIS_ADMIN_API_KEY' }, RELAIS_ADMIN_API_KEY);
  }
}
