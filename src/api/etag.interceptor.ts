import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { type Observable, tap } from 'rxjs';

import type { ApiRequest } from './request.js';

/** `ETag: "VERSION"` on every item that has a version; `Location` on one that was just made. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const response = http.getResponse<Response>();
    return next.handle().pipe(tap((answer: unknown) => mark(http.getRequest<ApiRequest>(), response, answer)));
  }
}

function mark(request: ApiRequest, response: Response, answer: unknown): void {
  if (response.headersSent || response.statusCode >= 300 || typeof answer !== 'object' || answer === null) return;
  const { version, code, email, id } = answer as Record<string, unknown>;
  if (typeof version === 'number') response.set('ETag', `"${version}"`);
  const name = [code, email, id].find((value) => typeof value === 'string');
  if (request.method === 'POST' && response.statusCode === 201 && name !== undefined) response.location(`${request.path.replace(/\/$/, '')}/${encodeURIComponent(name)}`);
}
