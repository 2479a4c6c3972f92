import type { Locale } from '../../language/text.js';
import type { Block, Words } from './blocks.js';
import { cleanLine, cleanLines } from './clean-text.js';

const COLON: Record<Locale, string> = { en: ':', fr: '\u00a0:' };

/** The mail as plain text. */
export function textBody(blocks: readonly Block[], locale: Locale): string {
  return `${blocks.map((block) => blockAsText(block, COLON[locale])).join('\n\n')}\n`;
}

function blockAsText(block: Block, colon: string): string {
  switch (block.kind) {
    case 'title':
      return underlined(cleanLine(block.text), '=');
    case 'heading':
      return underlined(cleanLine(block.text), '-');
    case 'alert':
      return `*** ${cleanLine(block.text)} ***`;
    case 'eyebrow':
      return cleanLine(block.text);
    case 'quote':
      return cleanLines(block.text).map((line) => `> ${line}`).join('\n');
    case 'paragraph':
      return inline(block.words);
    case 'notice':
      return `* ${inline(block.words)}`;
    case 'foot':
      return `-- \n${inline(block.words)}`;
    case 'fates':
      return block.fates.map((fate) => `[${fate.badge}] ${fate.lines.map(inline).join('\n    ')}`).join('\n');
    case 'facts':
      return block.facts.map((fact) => `${cleanLine(fact.name)}${colon} ${inline(fact.value)}`).join('\n');
    case 'button':
      return `${block.label}${colon}\n${block.href}`;
  }
}

function underlined(text: string, with_: string): string {
  return `${text}\n${with_.repeat(Math.min(text.length, 70))}`;
}

function inline(words: Words): string {
  return words.map((word) => (typeof word === 'string' ? cleanLine(word) : word.href === undefined ? cleanLine(word.text) : `${cleanLine(word.text)} <${word.href}>`)).join('');
}
