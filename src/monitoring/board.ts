import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import type { Queue } from 'bullmq';
import type { RequestHandler } from 'express';

import type { Locale } from '../language/text.js';
import { BoardServer } from './board-server.js';

/** Who stands at the board's door, as the panel's session says: full, only looking, or nobody. */
export type BoardReader = { access: 'full' | 'read-only'; locale: Locale } | null;

const LANGUAGES: Record<Locale, string> = { en: 'en-GB', fr: 'fr-FR' };
const TITLES: Record<Locale, string> = { en: 'Relais queues', fr: 'Relais, files d’attente' };
const BACK: Record<Locale, string> = { en: 'Back to the panel', fr: 'Retour au tableau' };

/**
 * Bull Board behind a door: it answers anybody by itself. An administrator may do all it offers, central only
 * looks, nobody else is let in.
 * @param path where it is mounted, without a slash at its end
 * @param queues asked once, when the first reader comes
 * @param readerOf tells who asks; it answers the others itself (sign-in, 403)
 */
export function boardDoor(path: string, queues: () => Queue[], readerOf: (...args: Parameters<RequestHandler>) => Promise<BoardReader>): RequestHandler {
  const boards = new Map<string, RequestHandler>();
  const board = (readOnly: boolean, locale: Locale): RequestHandler => {
    const key = `${readOnly} ${locale}`;
    const known = boards.get(key);
    if (known) return known;
    const server = new BoardServer();
    server.setBasePath(path);
    createBullBoard({
      queues: queues().map((queue) => adapter(queue, readOnly)),
      serverAdapter: server,
      options: { uiConfig: { boardTitle: TITLES[locale], locale: { lng: LANGUAGES[locale] }, hideDocsLink: true, miscLinks: [{ text: BACK[locale], url: '/admin' }] } },
    });
    const router: RequestHandler = server.getRouter();
    boards.set(key, router);
    return router;
  };
  return async (request, response, next) => {
    const reader = await readerOf(request, response, next);
    if (!reader) return;
    const readOnly = reader.access === 'read-only';
    // Bull Board's read-only mode is its own word; the door does not lean on it.
    if (readOnly && request.method !== 'GET' && request.method !== 'HEAD') {
      response.sendStatus(403);
      return;
    }
    response.set('Content-Security-Policy', BOARD_POLICY).set('Cache-Control', 'no-store');
    await board(readOnly, reader.locale)(request, response, next);
  };
}

/** A command that still waits holds the key of its sender: not even an administrator reads it. */
function adapter(queue: Queue, readOnly: boolean): BullMQAdapter {
  const board = new BullMQAdapter(queue, { readOnlyMode: readOnly });
  board.setFormatter('data', (data: unknown) => (typeof data === 'object' && data !== null && 'key' in data ? { ...data, key: HIDDEN } : data));
  return board;
}

const HIDDEN = '…';
const BOARD_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";
