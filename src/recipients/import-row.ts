import { z } from 'zod';

import { LOCALES, type Text } from '../language/text.js';
import { attributeNameIsGood } from './attribute-name.js';

/** A recipient as an import gives it: what to write, what to clear. Fields that it leaves out stay as they are. */
export interface ImportRow {
  email: string;
  entity: string;
  set: Record<string, string | number | boolean>;
  unset: string[];
}

const MAX_ATTRIBUTES = 100;
const MAX_TEXT = 1_000;
const emailAddress = z.email().max(320);

/** Reads one recipient, from JSON or CSV; null clears an attribute, and a name. */
export function readRow(raw: unknown): ImportRow | { why: Text } {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return { why: { en: 'not a recipient: as many cells as the header (CSV) or an object (JSON), at most 64 KiB', fr: 'pas un destinataire : autant de cellules que l’en-tête (CSV) ou un objet (JSON), 64 Kio au plus' } };
  }
  const { email, entity, firstName, lastName, locale, ...attributes } = raw as Record<string, unknown>;
  const address = typeof email === 'string' ? email.trim().toLowerCase() : '';
  if (!emailAddress.safeParse(address).success) return { why: { en: `email: not an address: ${show(email)}`, fr: `email : adresse invalide : ${show(email)}` } };
  if (typeof entity !== 'string' || entity.trim() === '') return { why: { en: 'entity: missing', fr: 'entity : absent' } };
  const row: ImportRow = { email: address, entity: entity.trim(), set: {}, unset: [] };
  const why = readNames(row, { firstName, lastName }) ?? readLocale(row, locale) ?? readAttributes(row, attributes);
  return why === undefined ? row : { why };
}

function readNames(row: ImportRow, names: { firstName: unknown; lastName: unknown }): Text | undefined {
  for (const [field, value] of Object.entries(names)) {
    if (value === undefined) continue;
    if (value !== null && (typeof value !== 'string' || value.length > 200)) return { en: `${field}: not a text of at most 200 characters`, fr: `${field} : pas un texte de 200 caractères au plus` };
    row.set[field] = value ?? '';
  }
  return undefined;
}

function readLocale(row: ImportRow, locale: unknown): Text | undefined {
  if (locale === undefined || locale === null) return undefined;
  const known = LOCALES.find((one) => one === locale);
  if (known === undefined) return { en: `locale: en or fr, not ${show(locale)}`, fr: `locale : en ou fr, et non ${show(locale)}` };
  row.set['locale'] = known;
  return undefined;
}

function readAttributes(row: ImportRow, attributes: Record<string, unknown>): Text | undefined {
  const entries = Object.entries(attributes);
  if (entries.length > MAX_ATTRIBUTES) return { en: `more than ${MAX_ATTRIBUTES} attributes`, fr: `plus de ${MAX_ATTRIBUTES} attributs` };
  for (const [name, value] of entries) {
    if (!attributeNameIsGood(name)) return { en: `${show(name)}: no name of an attribute`, fr: `${show(name)} : nom d’attribut impossible` };
    if (value === null) row.unset.push(`attributes.${name}`);
    else if (isValue(value)) row.set[`attributes.${name}`] = value;
    else return { en: `${name}: a text of at most ${MAX_TEXT} characters, a number, true or false`, fr: `${name} : un texte de ${MAX_TEXT} caractères au plus, un nombre, true ou false` };
  }
  return undefined;
}

function isValue(value: unknown): value is string | number | boolean {
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)) || (typeof value === 'string' && value.length <= MAX_TEXT);
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 80);
}
