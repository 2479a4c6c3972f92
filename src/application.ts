import type { NestExpressApplication } from '@nestjs/platform-express';

import { installHttpManners } from './api/install-http-manners.js';
import { Environment } from './config/environment.js';

/** What stands around the rooms at the HTTP server, in this order: manners first, so that the panel has them too. */
export async function furnish(app: NestExpressApplication): Promise<void> {
  installHttpManners(app);
  if (!app.get(Environment).RELAIS_ROLES.includes('api')) return;
  // Loaded where it is shown: it takes more memory than all the rest of a worker.
  const { installPanel } = await import('./admin/install-panel.js');
  installPanel(app);
}
