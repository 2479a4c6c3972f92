import { Injectable } from '@nestjs/common';

import { Environment } from '../config/environment.js';
import type { PageOf } from './mail/addressee.js';

/** Addresses of the panel's pages. A link in a mail only ever shows one: mail scanners follow links. */
@Injectable()
export class Pages {
  readonly of: PageOf;

  constructor(environment: Environment) {
    const base = (environment.PUBLIC_URL ?? `http://${environment.HOST}:${environment.PORT}`).replace(/\/+$/, '');
    this.of = (resource, code) => `${base}/admin/resources/${resource}/records/${encodeURIComponent(code)}/show`;
  }
}
