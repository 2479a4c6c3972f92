import { compileTemplate, templateProblem, type TemplateData } from '../../../deliveries/delivery.template.js';

/** Every field shown by its own name, where no recipient is known. */
export function sampleOf(): TemplateData {
  const named = (prefix: string): Record<string, unknown> => new Proxy({}, { get: (_target, name) => `[${prefix}${String(name)}]`, getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true }) });
  return { recipient: named(''), entity: named('entity '), parameters: named('') };
}

/** A template with its fields filled in, as the engine fills them; one that is half typed stays as it is. */
export function written(source: string, sample: TemplateData, escape: 'html' | 'plain'): string {
  return templateProblem(source) === undefined ? compileTemplate(source, escape)(sample) : source;
}

const REMOTE = /(<(?:img|source|video|audio|link|iframe|input)\b[^>]*?\s)(src|srcset|href|background|poster)(\s*=\s*["']?\s*(?:https?:)?\/\/)/gi;
const STYLE = '<style>html{color-scheme:light}body{margin:16px;background:#fff;color:#16191f;font:14px/1.5 sans-serif;overflow-wrap:anywhere}img{max-width:100%}a{pointer-events:none}</style>';

/** Nothing is fetched from elsewhere: the address of a picture is set aside, its words stay. */
export const framed = (html: string): string => STYLE + html.replace(REMOTE, '$1data-$2$3');
