import type { Request } from 'express';

import type { Actor } from '../operators/actor.js';

/** A request as the doors of HTTP see it: with its caller and the number it is found by in the log. */
export interface ApiRequest extends Request {
  /** Set by the authentication guard. */
  actor?: Actor;
  /** Answered as `X-Request-Id`. */
  correlation?: string;
}
