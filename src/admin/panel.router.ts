import { randomBytes } from 'node:crypto';
import { Router as AdminRouter, type AdminJS } from 'adminjs';
import { Router, type NextFunction, type Request, type Response } from 'express';
import { panelPage } from './panel.page.js';
import type { PanelAssets } from './panel.assets.js';
import type { PanelOperator, PanelPorts } from './panel.ports.js';
import { readerLocale } from './reader-locale.js';

/** The operator of the session, or null: nobody signed in, or no longer an operator. */
export async function signedInOperator(request: Request, ports: PanelPorts): Promise<PanelOperator | null> {
  const email = request.session.operator;
  return email === undefined ? null : ports.findOperator(email);
}

/** Every page behind the sign-in, and AdminJS's own reads. */
export function panelRouter(admin: AdminJS, ports: PanelPorts, assets: PanelAssets): Router {
  const router = Router();
  router.use((request, response, next) => signedInOnly(request, response, next, ports));
  router.get('/names', (request, response) => names(admin, ports, request, response));
  // AdminJS reads the records of every entity: head office's only. The others read through the HTTP API.
  router.use('/api', (_request, response, next) => (readerOf(response).role === 'local' ? notFound(response) : next()));
  for (const route of AdminRouter.routes) {
    if (!route.path.startsWith('/api/') || route.method !== 'GET') continue;
    router.get(expressPath(route.path), async (request, response) => {
      const controller = new route.Controller({ admin }, readerOf(response));
      const answer = await controller[route.action]({ params: request.params, query: request.query, payload: {}, method: 'get', url: request.url }, response);
      if (answer) response.json(answer);
    });
  }
  // Every address of the panel answers with the frame; the frame says what it does not know.
  router.get('/{*page}', async (request, response) => {
    const operator = readerOf(response);
    const index = AdminRouter.routes.find((route) => route.path === '' && route.method === 'GET');
    if (!index) throw new Error('AdminJS no longer has an index page: its version changed');
    const adminPage: string = await new index.Controller({ admin }, operator).index();
    const nonce = randomBytes(16).toString('base64');
    const locale = readerLocale(request, operator.locale, ports.defaultLocale);
    const { email, name, role, entity } = operator;
    response.set('Cache-Control', 'no-store').set('Content-Security-Policy', contentSecurityPolicy(nonce)).type('html');
    response.send(panelPage(adminPage, { locale, operator: { email, name, role, entity } }, assets, nonce));
  });
  return router;
}

async function signedInOnly(request: Request, response: Response, next: NextFunction, ports: PanelPorts): Promise<void> {
  const operator = await signedInOperator(request, ports);
  if (operator) {
    response.locals['operator'] = operator;
    next();
    return;
  }
  toSignIn(request, response);
}

const readerOf = (response: Response): PanelOperator => response.locals['operator'];

/** For what is not the reader's to know: as if it did not exist. */
function notFound(response: Response): void {
  response.status(404).type('application/problem+json').send(JSON.stringify({ type: 'about:blank', title: 'Not found', status: 404, code: 'not-found' }));
}

/** Sends a page's reader to sign in, and tells a script that it must. */
export function toSignIn(request: Request, response: Response): void {
  const wantsPage = (request.method === 'GET' || request.method === 'HEAD') && request.accepts('html', 'json') === 'html';
  if (!wantsPage) {
    response.status(401).type('application/problem+json').send(JSON.stringify({ type: 'about:blank', title: 'Sign in first', status: 401, code: 'unauthenticated' }));
    return;
  }
  response.redirect(302, `/admin/login?next=${encodeURIComponent(request.originalUrl)}`);
}

const MOST_NAMES = 200;

/** Labels of codes (and names of e-mails), so that a list of orders can say whose each is in one request. */
async function names(admin: AdminJS, ports: PanelPorts, request: Request, response: Response): Promise<void> {
  const asked = String(request.query['codes'] ?? '').split(',').filter(Boolean).slice(0, MOST_NAMES);
  const reader = readerOf(response);
  const found = reader.role === 'local' ? await ports.ownNames(reader, asked) : await allNames(admin, asked);
  // Of this reader: the next one to sign in at the same browser asks again.
  response.set('Cache-Control', 'private, max-age=30').vary('Cookie');
  response.json(found);
}

async function allNames(admin: AdminJS, asked: readonly string[]): Promise<Record<string, string>> {
  const kinds: [string, (code: string) => boolean][] = [
    ['operators', (code) => code.includes('@')],
    ['packages', (code) => /^CAT\d+$/.test(code)],
    ['campaigns', (code) => /^(?:OU\d+_)?OP\d+$/.test(code)],
    ['entities', (code) => /^OU\d+$/.test(code)],
    ['deliveries', (code) => /^DM\d+$/.test(code)],
    ['workflows', (code) => /^WKF\d+$/.test(code)],
  ];
  const found = await Promise.all(
    kinds.map(async ([resource, matches]) => {
      const codes = asked.filter(matches);
      return codes.length === 0 ? [] : admin.findResource(resource).findMany(codes);
    }),
  );
  return Object.fromEntries(found.flat().map((record) => [record.id(), record.get('label') ?? record.get('name')]));
}

/** AdminJS writes `{id}`, Express `:id`. */
const expressPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

// styled-components inside AdminJS writes style elements; scripts are ours alone, by nonce or from this host.
const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
