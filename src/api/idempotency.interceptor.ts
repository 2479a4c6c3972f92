import { type CallHandler, type ExecutionContext, Injectable, Logger, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';

import { Environment } from '../config/environment.js';
import { badIdempotencyKey, idempotencyKeyReused } from './api.errors.js';
import { IdempotencyStore, type SavedAnswer } from './idempotency.store.js';
import { problemOf } from './problem.js';
import { readerOf } from './reader.js';
import type { ApiRequest } from './request.js';
import { streamedHash } from './streamed-hash.js';

/**
 * `Idempotency-Key` on any POST: the first request is carried out, a repeated one gets its saved
 * answer, refusals included. A 5xx is not saved: repeating the request tries again.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger(IdempotencyInterceptor.name);

  constructor(
    private readonly store: IdempotencyStore,
    private readonly environment: Environment,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined || request.actor === undefined) return next.handle();
    if (typeof key !== 'string' || !/^[\x20-\x7E]{1,255}$/.test(key)) throw badIdempotencyKey();
    return from(this.answer(request, context.switchToHttp().getResponse<Response>(), this.store.seal.hash(request.actor.email, key), next));
  }

  private async answer(request: ApiRequest, response: Response, id: string, next: CallHandler): Promise<unknown> {
    const saved = await this.store.claim(id);
    if (saved !== null) return this.replay(request, response, saved);
    try {
      const value: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.keep(request, response, id, value);
      return value;
    } catch (error) {
      await this.keepRefusal(request, id, error);
      throw error;
    }
  }

  private async replay(request: ApiRequest, response: Response, saved: SavedAnswer): Promise<unknown> {
    if ((await this.fingerprint(request)) !== saved.fingerprint) throw idempotencyKeyReused();
    response.status(saved.status).set(saved.headers).set('Idempotency-Replayed', 'true');
    return saved.body === '' ? undefined : (JSON.parse(saved.body) as unknown);
  }

  private async keep(request: ApiRequest, response: Response, id: string, value: unknown): Promise<void> {
    // ETag and Location are written anew at each replay, by the interceptor around this one.
    await this.remember(id, { fingerprint: await this.fingerprint(request), status: response.statusCode, headers: {}, body: value === undefined ? '' : JSON.stringify(value) });
  }

  private async keepRefusal(request: ApiRequest, id: string, error: unknown): Promise<void> {
    const reader = readerOf(request, this.environment.RELAIS_LOCALE);
    const { problem, unexpected } = problemOf(error, reader);
    if (unexpected || problem.status >= 500) {
      await this.store.forget(id).catch((failure: unknown) => this.logger.warn(`an idempotency key stays taken: ${String(failure)}`));
      return;
    }
    const headers = { 'content-language': reader.locale, 'content-type': 'application/problem+json; charset=utf-8' };
    await this.remember(id, { fingerprint: await this.fingerprint(request), status: problem.status, headers, body: JSON.stringify(problem) });
  }

  /** What was done is done: that it could not be noted must not turn the answer into a failure. */
  private async remember(id: string, answer: SavedAnswer): Promise<void> {
    await this.store.save(id, answer).catch((failure: unknown) => this.logger.warn(`an answer was not kept for its idempotency key: ${String(failure)}`));
  }

  private async fingerprint(request: ApiRequest): Promise<string> {
    const body = (await streamedHash(request)) ?? JSON.stringify((request as { body: unknown }).body ?? {});
    return this.store.seal.hash(request.method, request.originalUrl, body);
  }
}
