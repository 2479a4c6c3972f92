import { AsyncLocalStorage } from 'node:async_hooks';

import type { ClientSession } from 'mongoose';

/** Which command from elsewhere is being carried out; what it writes into the journal carries its name. */
export interface Origin {
  correlation: string;
  /**
   * Called in each transaction of the command, before anything else.
   * @throws Error where another process has taken the command over
   */
  fence(session: ClientSession): Promise<void>;
}

/** Empty where a command comes by HTTP or from the command line. */
export const origins = new AsyncLocalStorage<Origin>();
