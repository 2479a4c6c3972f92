import express, { Router, type Request, type Response } from 'express';
import type { PanelAssets } from './panel.assets.js';
import type { PanelPorts } from './panel.ports.js';
import { readerLocale, rememberLocale } from './reader-locale.js';
import { SESSION_COOKIE } from './session.js';
import { SignInAttempts } from './sign-in.attempts.js';
import { signInPage } from './sign-in.page.js';
import type { SignInMessage } from './sign-in.texts.js';

const MESSAGE_STATUS: Record<SignInMessage, number> = { wrong: 401, missing: 422, tooMany: 429, signedOut: 200 };

/** Sign-in and sign-out, the only pages of the panel that ask for no session. */
export function signInRouter(ports: PanelPorts, assets: PanelAssets): Router {
  const router = Router();
  const attempts = new SignInAttempts();

  const show = (request: Request, response: Response, message?: SignInMessage): void => {
    const locale = rememberLocale(request, response) ?? readerLocale(request, null, ports.defaultLocale);
    const fields: Record<string, unknown> = request.method === 'POST' ? request.body : request.query;
    const page = signInPage({ locale, stylesheet: assets.url('panel.css'), email: text(fields['email']), next: safeNext(fields['next']), message });
    response.status(message ? MESSAGE_STATUS[message] : 200).set('Cache-Control', 'no-store').type('html').send(page);
  };

  router.get('/login', (request, response) => {
    if (request.session.operator && request.query['lang'] === undefined) {
      response.redirect(302, safeNext(request.query['next']));
      return;
    }
    show(request, response, request.query['signed-out'] === undefined ? undefined : 'signedOut');
  });

  router.post('/login', express.urlencoded({ extended: false, limit: '8kb' }), async (request, response) => {
    const email = text(request.body?.email).trim().toLowerCase();
    const password = text(request.body?.password);
    if (!email || !password) return show(request, response, 'missing');
    if (!attempts.mayTry(email, ports.now())) return show(request, response, 'tooMany');
    const operator = await ports.verifyPassword(email, password);
    if (!operator) {
      attempts.failed(email, ports.now());
      return show(request, response, 'wrong');
    }
    attempts.succeeded(email);
    const next = safeNext(request.body?.next);
    // A new session id at each sign-in: one that somebody planted beforehand is worth nothing (session fixation).
    await new Promise<void>((resolve, reject) => request.session.regenerate((error) => (error ? reject(error) : resolve())));
    request.session.operator = operator.email;
    await new Promise<void>((resolve, reject) => request.session.save((error) => (error ? reject(error) : resolve())));
    response.redirect(303, next);
  });

  router.post('/logout', async (request, response) => {
    await new Promise<void>((resolve, reject) => request.session.destroy((error) => (error ? reject(error) : resolve())));
    response.clearCookie(SESSION_COOKIE, { path: '/' });
    response.redirect(303, '/admin/login?signed-out');
  });

  return router;
}

const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 500) : '');

/** Only ever back into the panel: an address handed in by a link could lead to another site. */
export function safeNext(value: unknown): string {
  const path = text(value);
  return /^\/admin(?:[/?#]|$)/.test(path) && !path.includes('\\') ? path : '/admin';
}
