import type { RequestHandler } from 'express';

import { comesFromElsewhere } from '../api/same-site.js';

/** Refuses a write to the panel or the board that another site makes with the reader's session (CSRF). */
export function sameOrigin(publicUrl: string | undefined): RequestHandler {
  return (request, response, next) => {
    // Under `no-referrer` a form's own POST says `Origin: null`, and over plain http that is all a browser says.
    response.set('Referrer-Policy', 'same-origin');
    if (comesFromElsewhere(request, publicUrl)) response.sendStatus(403);
    else next();
  };
}
