import type { Text } from '../language/text.js';
import type { Places } from '../mail/places.js';
import { attributeNameIsGood } from '../recipients/attribute-name.js';

/** What a mail's placeholders are filled from; a name that is missing is filled with nothing. */
export interface TemplateData {
  /** firstName, lastName, email, locale, entity, and every attribute that was imported. */
  recipient: Readonly<Record<string, unknown>>;
  entity: Readonly<Record<string, unknown>>;
  /** Parameters of the available order of the recipient's entity. */
  parameters: Readonly<Record<string, unknown>>;
}

export type Rendering = (data: TemplateData) => string;

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const ENTITY_FIELDS: ReadonlySet<string> = new Set(['code', 'label', 'contact', 'locale', 'timeZone']);
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** What is wrong with a template; undefined: it can be compiled. */
export function templateProblem(source: string): Text | undefined {
  for (const [, name = ''] of source.matchAll(PLACEHOLDER)) {
    if (readerOf(name.trim()) === undefined) {
      return {
        en: `does not know {{${name}}}: use {{recipient.NAME}}, {{entity.code|label|contact|locale|timeZone}} or {{order.parameters.NAME}}`,
        fr: `ne connaît pas {{${name}}} : utilisez {{recipient.NOM}}, {{entity.code|label|contact|locale|timeZone}} ou {{order.parameters.NOM}}`,
      };
    }
  }
  const rest = source.replace(PLACEHOLDER, '');
  if (rest.includes('{{') || rest.includes('}}')) return { en: 'has {{ without its }} (or the reverse)', fr: 'contient {{ sans son }} (ou l’inverse)' };
  return undefined;
}

/**
 * Compiles a template once for a whole run: the texts between its placeholders, and what fills each.
 * @param escape `html`: values are escaped; `plain`: as they are
 * @throws Error where `templateProblem` finds one
 */
export function compilePlaces(source: string, escape: 'html' | 'plain'): Places<TemplateData> {
  const problem = templateProblem(source);
  if (problem !== undefined) throw new Error(`a template ${problem.en}`);
  const write = escape === 'html' ? escapeHtml : String;
  const texts: string[] = [];
  const values: Rendering[] = [];
  let end = 0;
  for (const match of source.matchAll(PLACEHOLDER)) {
    const read = readerOf((match[1] ?? '').trim()) as (data: TemplateData) => unknown;
    texts.push(source.slice(end, match.index));
    values.push((data) => write(shown(read(data))));
    end = match.index + match[0].length;
  }
  return { texts: [...texts, source.slice(end)], values };
}

/** The same as one text. */
export function compileTemplate(source: string, escape: 'html' | 'plain'): Rendering {
  const { texts, values } = compilePlaces(source, escape);
  return (data) => texts.map((text, index) => text + (values[index]?.(data) ?? '')).join('');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function readerOf(name: string): ((data: TemplateData) => unknown) | undefined {
  const [root, ...path] = name.split('.');
  const [first = '', second = ''] = path;
  if (root === 'recipient' && path.length === 1 && attributeNameIsGood(first)) return (data) => own(data.recipient, first);
  if (root === 'entity' && path.length === 1 && ENTITY_FIELDS.has(first)) return (data) => own(data.entity, first);
  if (root === 'order' && path.length === 2 && first === 'parameters' && attributeNameIsGood(second)) return (data) => own(data.parameters, second);
  return undefined;
}

function own(values: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
