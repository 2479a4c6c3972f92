import type { Locale } from '../../language/text.js';
import type { Block, Fact, Fate, Tone, Words } from './blocks.js';
import { cleanLine, cleanLines } from './clean-text.js';

// The panel's tokens, inlined: mail programs read no style sheet of ours (panel/mail-cancellation).
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const INK = '#14181f';
const MUTED = '#5a6472';
const RULE = '#d9dee5';
const LINK = '#1a56b0';
const RED = '#b42318';
const RED_GROUND = '#fdecea';
const BLUE_GROUND = '#eaf1fb';
const BADGES: Record<Tone, string> = {
  blue: `background:${LINK};color:#ffffff;border:1px solid ${LINK}`,
  green: 'background:#1b7a43;color:#ffffff;border:1px solid #1b7a43',
  amber: 'background:#8a5a00;color:#ffffff;border:1px solid #8a5a00',
  red: `background:${RED};color:#ffffff;border:1px solid ${RED}`,
  slate: 'background:#4a5361;color:#ffffff;border:1px solid #4a5361',
  pale: `background:#ffffff;color:${INK};border:1px dashed ${MUTED}`,
};
// A word of 200 letters without a space must not widen the mail.
const WRAP = 'word-break:break-word;overflow-wrap:anywhere';

/**
 * The mail as HTML. MJML compiles each sequence of blocks once and language; what varies is put in
 * afterwards, escaped, so that no label or comment can become markup.
 */
export async function htmlBody(blocks: readonly Block[], locale: Locale): Promise<string> {
  const frame = await frameOf(blocks, locale);
  const values = blocks.map(blockAsHtml);
  return frame.replace(/@@(\d+)([hl]?)@@/g, (_, index: string, part: string) => {
    const value = values[Number(index)] ?? { content: '' };
    return part === 'h' ? (value.href ?? '') : value.content;
  });
}

const frames = new Map<string, Promise<string>>();

function frameOf(blocks: readonly Block[], locale: Locale): Promise<string> {
  const shape = `${locale} ${blocks.map((block) => block.kind).join(' ')}`;
  let frame = frames.get(shape);
  if (frame === undefined) {
    frame = compile(blocks, locale);
    frames.set(shape, frame);
  }
  return frame;
}

async function compile(blocks: readonly Block[], locale: Locale): Promise<string> {
  const source = `<mjml lang="${locale}" dir="ltr">
<mj-head><mj-attributes><mj-all font-family="${FONT}" color="${INK}" /><mj-text font-size="15px" line-height="24px" padding="0 0 12px" /></mj-attributes>
<mj-raw><meta name="color-scheme" content="light"></mj-raw></mj-head>
<mj-body background-color="#f4f6f8" width="600px"><mj-section padding="16px 0 0"></mj-section>
<mj-section background-color="#ffffff" border="1px solid ${RULE}" border-radius="8px" padding="32px"><mj-column>
${blocks.map((block, index) => partOf(block, index)).join('\n')}
</mj-column></mj-section></mj-body></mjml>`;
  // With the first mail: a worker that writes none does without its memory.
  const { default: mjml2html } = await import('mjml');
  const { html, errors } = await mjml2html(source, { fonts: {}, validationLevel: 'strict', keepComments: false });
  if (errors.length > 0) throw new Error(`the mail's template is wrong: ${errors.map((error) => error.formattedMessage).join('; ')}`);
  return html;
}

function partOf(block: Block, index: number): string {
  const slot = `@@${index}@@`;
  switch (block.kind) {
    case 'eyebrow':
      return `<mj-text color="${MUTED}" font-size="13px" line-height="18px" padding="0 0 4px">${slot}</mj-text>`;
    case 'title':
      return `<mj-text font-size="22px" line-height="28px" font-weight="700" padding="0 0 16px"><h1 style="margin:0;${WRAP};font-size:22px;line-height:28px">${slot}</h1></mj-text>`;
    case 'heading':
      return `<mj-text font-weight="700" padding="20px 0 8px"><h2 style="margin:0;${WRAP};font-size:16px;line-height:22px">${slot}</h2></mj-text>`;
    case 'alert':
      return box('0 0 20px', `border:2px solid ${RED};background:${RED_GROUND};color:${RED};font-size:16px;font-weight:700`, slot, ' role="alert"');
    case 'quote':
      return `<mj-table padding="0 0 16px"><tr><td style="border-left:3px solid ${MUTED};padding:4px 16px;font-size:15px;line-height:24px;${WRAP}">${slot}</td></tr></mj-table>`;
    case 'paragraph':
      return `<mj-text>${slot}</mj-text>`;
    case 'notice':
      return box('4px 0 20px', `border:1px solid ${LINK};background:${BLUE_GROUND};color:${INK};font-size:15px`, slot);
    case 'foot':
      return `<mj-divider border-width="1px" border-color="${RULE}" padding="16px 0" /><mj-text color="${MUTED}" font-size="12px" line-height="18px">${slot}</mj-text>`;
    case 'fates':
    case 'facts':
      return `<mj-table padding="0 0 16px" font-size="14px" line-height="20px">${slot}</mj-table>`;
    case 'button':
      return `<mj-button href="@@${index}h@@" align="left" background-color="${LINK}" color="#ffffff" font-size="15px" font-weight="600" border-radius="6px" inner-padding="12px 20px" padding="4px 0 12px">${slot}</mj-button>`;
  }
}

/** A table of its own: round corners need separate borders, which MJML's style sheet takes from the outer ones. */
function box(padding: string, style: string, slot: string, attributes = ''): string {
  return `<mj-table padding="${padding}"><tr><td style="padding:0"><table role="presentation" cellpadding="0" cellspacing="0" width="100%" style="border-collapse:separate"><tr><td${attributes} style="${style};border-radius:6px;padding:12px 16px;line-height:24px;${WRAP}">${slot}</td></tr></table></td></tr></mj-table>`;
}

function blockAsHtml(block: Block): { content: string; href?: string } {
  switch (block.kind) {
    case 'eyebrow':
    case 'title':
    case 'heading':
    case 'alert':
      return { content: escaped(block.text) };
    case 'quote':
      return { content: cleanLines(block.text).map(escaped).join('<br>') };
    case 'paragraph':
    case 'notice':
    case 'foot':
      return { content: inline(block.words) };
    case 'fates':
      return { content: block.fates.map(fateRow).join('') };
    case 'facts':
      return { content: block.facts.map(factRow).join('') };
    case 'button':
      return { content: escaped(block.label), href: escaped(block.href) };
  }
}

function fateRow(fate: Fate): string {
  const badge = `display:inline-block;padding:2px 10px;border-radius:${fate.shape === 'pill' ? '12px' : '4px'};${BADGES[fate.tone]};font-size:12px;line-height:18px;font-weight:700;white-space:nowrap`;
  return `<tr><td style="border-top:1px solid ${RULE};padding:8px 16px 8px 0;vertical-align:top;width:90px"><span style="${badge}">${escaped(fate.badge)}</span></td><td style="border-top:1px solid ${RULE};padding:8px 0;${WRAP}">${fate.lines.map(inline).join('<br>')}</td></tr>`;
}

function factRow(fact: Fact): string {
  return `<tr><th scope="row" style="padding:3px 16px 3px 0;text-align:left;vertical-align:top;font-weight:400;color:${MUTED};width:176px;${WRAP}">${escaped(fact.name)}</th><td style="padding:3px 0;vertical-align:top;${WRAP}">${inline(fact.value)}</td></tr>`;
}

function inline(words: Words): string {
  return words
    .map((word) => {
      if (typeof word === 'string') return escaped(word);
      const text = word.strong === true ? `<b>${escaped(word.text)}</b>` : escaped(word.text);
      return word.href === undefined ? text : `<a href="${escaped(word.href)}" style="color:${LINK}">${text}</a>`;
    })
    .join('');
}

function escaped(text: string): string {
  return cleanLine(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
