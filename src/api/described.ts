import { type CustomDecorator, SetMetadata } from '@nestjs/common';
import type { z } from 'zod';

export const DESCRIPTION = 'relais:description';

/** What a route is for, as the API's page says it. Body, parameters and If-Match are also read from the route's decorators. */
export interface Description {
  /** One line: "Cancel a package". */
  summary: string;
  /** What a caller should know beyond that line. */
  description?: string;
  body?: z.ZodType;
  parameters?: z.ZodType;
  /** The shape of the answer; missing: an object. */
  answer?: z.ZodType;
  /** Statuses that it answers with when all is well; missing: the route's own. */
  statuses?: readonly number[];
  /** Content type of the answer where it is not JSON. */
  produces?: 'text/csv' | 'text/event-stream' | 'text/plain';
  /** Content types of the body where JSON is not the only one. */
  consumes?: readonly string[];
  /** Refusals beyond those that every route of its form has: 409 for a command that the state can refuse. */
  refusals?: readonly number[];
}

export function Described(description: Description): CustomDecorator {
  return SetMetadata(DESCRIPTION, description);
}
