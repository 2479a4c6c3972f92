import type { Request } from 'express';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A write that another site makes a browser send with its reader's session (CSRF). Browsers tell in
 * `Sec-Fetch-Site`, older ones in `Origin`; a caller that sends neither is no browser.
 */
export function comesFromElsewhere(request: Pick<Request, 'method' | 'headers' | 'protocol'>, publicUrl: string | undefined): boolean {
  if (READS.has(request.method)) return false;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin, host } = request.headers;
  if (origin === undefined) return false;
  return origin !== `${request.protocol}://${host ?? ''}` && (publicUrl === undefined || origin !== new URL(publicUrl).origin);
}
