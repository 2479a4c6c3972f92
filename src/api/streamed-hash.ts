import { createHash, type Hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const HASHES = new WeakMap<IncomingMessage, Hash>();

/**
 * Hashes a body that no parser reads, as it passes. Must be called while the request is new: what
 * was already read would be missed. Wraps `push`, since a `data` listener would start the flow.
 */
export function hashAsItPasses(request: IncomingMessage): void {
  const hash = createHash('sha256');
  HASHES.set(request, hash);
  const push = request.push.bind(request);
  request.push = (chunk: unknown, encoding?: BufferEncoding): boolean => {
    if (chunk instanceof Uint8Array) hash.update(chunk);
    return push(chunk, encoding);
  };
}

/** Hash of the whole body; what the route left unread is read away. Undefined: the body was parsed as a whole. */
export async function streamedHash(request: IncomingMessage): Promise<string | undefined> {
  const hash = HASHES.get(request);
  if (hash === undefined) return undefined;
  if (!request.readableEnded && !request.destroyed) {
    request.resume();
    await new Promise<void>((resolve) => {
      request.once('end', resolve).once('close', resolve);
    });
  }
  return hash.copy().digest('hex');
}
