import { UnsupportedMediaTypeException } from '@nestjs/common';

import { readerOf } from '../api/reader.js';
import type { ApiRequest } from '../api/request.js';
import type { Actor } from '../operators/actor.js';
import { formatOf, type ImportBody } from './import-body.js';
import type { ImportOptions } from './import-report.js';
import type { ImportParameters } from './import.requests.js';
import { importIsTooLarge, MAX_IMPORT_BYTES } from './imports.errors.js';

/** @throws UnsupportedMediaTypeException for another format than these; DomainError `too-large` before anything is read */
export function importBodyOf(request: ApiRequest, formats: readonly ImportBody['format'][]): ImportBody {
  const format = formatOf(request.headers['content-type']);
  if (format === undefined || !formats.includes(format.format)) throw new UnsupportedMediaTypeException();
  if (Number(request.headers['content-length'] ?? 0) > MAX_IMPORT_BYTES) throw importIsTooLarge();
  return { ...format, bytes: request };
}

export function importOptionsOf(request: ApiRequest, actor: Actor, { preview, lines }: ImportParameters): ImportOptions {
  return { locale: readerOf(request, actor.locale).locale, preview: preview === true, lines: lines === true };
}
