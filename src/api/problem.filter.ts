import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger, NotFoundException } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Express, Response } from 'express';

import { Environment } from '../config/environment.js';
import { allowedMethods } from './allowed-methods.js';
import { type Problem, problemOf } from './problem.js';
import { readerOf } from './reader.js';
import type { ApiRequest } from './request.js';

/** The one place where an error becomes an HTTP answer (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  constructor(
    private readonly environment: Environment,
    private readonly adapters: HttpAdapterHost,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<ApiRequest>();
    const response = http.getResponse<Response>();
    const reader = readerOf(request, this.environment.RELAIS_LOCALE);
    const methods = thrown instanceof NotFoundException ? allowedMethods(this.adapters.httpAdapter.getInstance<Express>(), request.path) : [];
    const { problem, unexpected } = problemOf(methods.length > 0 ? new HttpException('', 405) : thrown, reader);
    if (unexpected) this.logger.error(`${request.method} ${request.path} failed (${reader.correlation})`, thrown instanceof Error ? thrown.stack : String(thrown));
    if (response.headersSent) {
      // Half an answer is gone: only cutting the line tells the reader that it is not whole.
      response.destroy();
      return;
    }
    if (methods.length > 0) response.set('Allow', methods.join(', '));
    if (problem.status === 401) response.set('WWW-Authenticate', problem.code === 'bad-credential' ? 'Bearer realm="relais", error="invalid_token"' : 'Bearer realm="relais"');
    if (problem.status === 503) response.set('Retry-After', '2');
    sendProblem(response, problem, reader.locale);
  }
}

export function sendProblem(response: Response, problem: Problem, locale: string): void {
  response.status(problem.status).set('Content-Language', locale).vary('Accept-Language').type('application/problem+json').send(JSON.stringify(problem));
}
