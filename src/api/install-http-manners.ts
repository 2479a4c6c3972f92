import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import express, { type RequestHandler } from 'express';
import helmet from 'helmet';
import { randomUUID } from 'node:crypto';
import { HttpException } from '@nestjs/common';

import { Environment } from '../config/environment.js';
import { installApiDocument } from './api-document.js';
import type { ApiRequest } from './request.js';
import { hashAsItPasses } from './streamed-hash.js';

/** 1 MiB (contract.md). */
const BODY_LIMIT_BYTES = 1024 * 1024;
const API = /^\/api\//i;
/** They read their own bodies, as a stream of up to 100 MiB. */
const STREAMED = /^\/api\/v1\/(recipients|entities\/import)\/?$/i;
const REQUEST_ID = /^[\w.-]{8,64}$/;

/**
 * What every request meets before the rooms: a number, safe headers, compression, the body parser
 * with its limit. Called before the application listens; make it with `bodyParser: false`.
 */
export function installHttpManners(app: NestExpressApplication): void {
  const environment = app.get(Environment);
  app.disable('x-powered-by');
  // Nobody before us is believed about addresses or protocols.
  app.set('trust proxy', false);
  // An ETag is a version (see EtagInterceptor), never a hash of the answer.
  app.set('etag', false);
  app.use(numbered, headers(environment), compression({ filter: (request, response) => !isStream(response.getHeader('Content-Type')) && compression.filter(request, response) }));
  if (!environment.RELAIS_ROLES.includes('api')) {
    // A worker shows its health and figures, and nothing else.
    app.use(apiOnly((_request, _response, next) => next(new HttpException('', 404))));
    return;
  }
  app.use(apiOnly(apiManners), apiOnly(jsonBody(express.json({ limit: BODY_LIMIT_BYTES, strict: false, type: isJson }))));
  installApiDocument(app);
}

/** Gives each request the number that its answer, its problem and the log share. */
const numbered: RequestHandler = (request, response, next) => {
  const given = request.headers['x-request-id'];
  const correlation = typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
  (request as ApiRequest).correlation = correlation;
  response.set('X-Request-Id', correlation);
  next();
};

/** Every page, script and style comes from this host; the panel narrows its own pages further. */
function headers(environment: Environment): RequestHandler {
  const secure = environment.PUBLIC_URL?.startsWith('https://') === true;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        // Swagger's page and AdminJS write style elements.
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'", 'data:'],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        ...(secure ? { 'upgrade-insecure-requests': [] } : {}),
      },
    },
    strictTransportSecurity: secure,
    crossOriginOpenerPolicy: secure,
    originAgentCluster: secure,
  });
}

function apiOnly(handler: RequestHandler): RequestHandler {
  return (request, response, next) => (API.test(request.path) ? handler(request, response, next) : next());
}

const apiManners: RequestHandler = (request, response, next) => {
  response.set('Cache-Control', 'private, no-store');
  // Counts and computed statuses change without the version: "not modified" would be a lie.
  delete request.headers['if-none-match'];
  delete request.headers['if-modified-since'];
  if (STREAMED.test(request.path) && request.method === 'POST' && request.headers['idempotency-key'] !== undefined) hashAsItPasses(request);
  next();
};

/** Parses JSON; another body is refused by its type rather than read as none. */
function jsonBody(parse: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (STREAMED.test(request.path)) next();
    else if (hasBody(request.headers) && !isJson(request)) next(new HttpException('', 415));
    else parse(request, response, next);
  };
}

function hasBody(given: Record<string, string | string[] | undefined>): boolean {
  return given['transfer-encoding'] !== undefined || Number(given['content-length'] ?? 0) > 0;
}

function isJson(request: { headers: Record<string, string | string[] | undefined> }): boolean {
  const type = String(request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return type === 'application/json' || /^application\/[\w.-]+\+json$/.test(type);
}

function isStream(type: unknown): boolean {
  return String(type).startsWith('text/event-stream');
}
