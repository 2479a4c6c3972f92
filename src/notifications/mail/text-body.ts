import type { Locale } from '../../language/text.js';
import type { Block, Words } from './blocks.js';

const COLON: Record<Locale, string> = { en: ':', fr: '\u00a0:' };

/** The mail as plain text. */
export function textBody(blocks: readonly Block[], locale: Locale): string {
  return `${blocks.map((block) => blockAsText(block, COLON[locale])).join('\n\n')}\n`;
}

function blockAsText(block: Block, colon: string): string {
  switch (block.kind) {
    case 'title':
      return underlined(block.text, '=');
    case 'heading':
      return underlined(block.text, '-');
    case 'alert':
      return `*** ${block.text} ***`;
    case 'eyebrow':
      return block.text;
    case 'quote':
      return block.text.split('\n').map((line) => `> ${line}`).join('\n');
    case 'paragraph':
      return inline(block.words);
    case 'foot':
      return `-- \n${inline(block.words)}`;
    case 'fates':
      return block.fates.map((fate) => `[${fate.badge}] ${fate.lines.map(inline).join('\n    ')}`).join('\n');
    case 'facts':
      return block.facts.map((fact) => `${fact.name}${colon} ${inline(fact.value)}`).join('\n');
    case 'button':
      return `${block.label}${colon}\n${block.href}`;
  }
}

function underlined(text: string, with_: string): string {
  return `${text}\n${with_.repeat(Math.min(text.length, 70))}`;
}

function inline(words: Words): string {
  return words.map((word) => (typeof word === 'string' ? word : word.href === undefined ? word.text : `${word.text} <${word.href}>`)).join('');
}
