import { z } from 'zod';

import { flag } from '../api/list-parameters.js';

/** `preview=true` writes nothing; `lines=true` answers what becomes of each line, the first 10,000. */
export const importParameters = z.strictObject({ preview: flag().optional(), lines: flag().optional() });
export type ImportParameters = z.output<typeof importParameters>;
