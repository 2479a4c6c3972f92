import type { Request, RequestHandler } from 'express';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a write that another site makes with the reader's session (CSRF). Browsers say where a request comes
 * from in `Sec-Fetch-Site`, older ones in `Origin`; a caller with a bearer key carries no cookie to abuse.
 */
export function sameOrigin(publicUrl: string): RequestHandler {
  const publicOrigin = new URL(publicUrl).origin;
  return (request, response, next) => {
    if (SAFE_METHODS.has(request.method) || request.headers.authorization || comesFromHere(request, publicOrigin)) {
      next();
      return;
    }
    response.status(403).type('application/problem+json').send(
      JSON.stringify({
        type: 'about:blank',
        title: 'Refused: the request comes from another site',
        status: 403,
        code: 'cross-site-request',
      }),
    );
  };
}

function comesFromHere(request: Request, publicOrigin: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.headers.origin;
  // Neither header: not a browser, and so without a browser's cookie unless it was handed over on purpose.
  if (origin === undefined) return true;
  return origin === publicOrigin || origin === `${request.protocol}://${request.headers.host ?? ''}`;
}
