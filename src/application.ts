import type { NestExpressApplication } from '@nestjs/platform-express';

import { installPanel } from './admin/install-panel.js';
import { installHttpManners } from './api/install-http-manners.js';

/** What stands around the rooms at the HTTP server, in this order: manners first, so that the panel has them too. */
export function furnish(app: NestExpressApplication): void {
  installHttpManners(app);
  installPanel(app);
}
