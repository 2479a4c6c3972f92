import { type Locale, localeOf } from '../language/text.js';
import type { ApiRequest } from './request.js';

/** Who reads a refusal: in which language, about which address, found in the log under which number. */
export interface Reader {
  locale: Locale;
  instance: string;
  correlation: string;
}

/** The language the request asks for, else the operator's, else the house's. */
export function readerOf(request: ApiRequest, house: Locale): Reader {
  return {
    locale: localeOf(request.headers['accept-language'], request.actor?.locale ?? house),
    instance: request.path,
    correlation: request.correlation ?? '',
  };
}
