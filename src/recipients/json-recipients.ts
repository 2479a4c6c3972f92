import { importBodyIsBad, importBodyIsNotJson } from './recipients.errors.js';

const HEAD = /^\s*\{\s*"recipients"\s*:\s*\[/;
const MAX_HEAD = 1_000;
/** Characters of one recipient; what is longer is handed on as undefined, and rejected there. */
const MAX_ELEMENT = 65_536;

/**
 * Takes `{"recipients":[...]}` apart while it arrives: one recipient is in memory at a time, whatever
 * the size of the body.
 * @throws DomainError `invalid-fields` where the body is another object, `bad-json` where it is no JSON
 */
export async function* recipientsOfJson(text: AsyncIterable<string>): AsyncGenerator<unknown> {
  const elements = new Elements();
  for await (const piece of text) yield* elements.of(piece);
  elements.end();
}

class Elements {
  private state: 'head' | 'first' | 'next' | 'element' | 'tail' = 'head';
  private head = '';
  private tail = '';
  private element = '';
  private tooLong = false;
  private depth = 0;
  private inString = false;
  private escaped = false;
  private count = 0;

  *of(arrived: string): Generator<unknown> {
    const piece = this.state === 'head' ? this.behindHead(arrived) : arrived;
    let start = 0;
    for (let at = 0; at < piece.length; at++) {
      const char = piece[at] as string;
      if (this.state === 'tail') {
        this.tail += piece.slice(at);
        if (this.tail.length > MAX_HEAD) throw importBodyIsNotJson(this.count);
        return;
      }
      if (this.state !== 'element') {
        if (/\s/.test(char)) continue;
        if (char === ']' && this.state === 'first') {
          this.state = 'tail';
          continue;
        }
        this.state = 'element';
        start = at;
      }
      if (!this.endsElement(char)) continue;
      this.grow(piece.slice(start, at));
      yield this.take();
      this.state = char === ',' ? 'next' : 'tail';
    }
    if (this.state === 'element') this.grow(piece.slice(start));
  }

  end(): void {
    if (this.state === 'head') throw isJson(this.head) ? importBodyIsBad() : importBodyIsNotJson(0);
    if (this.state === 'tail' && /^\s*,\s*"/.test(this.tail)) throw importBodyIsBad();
    if (this.state !== 'tail' || !/^\s*\}\s*$/.test(this.tail)) throw importBodyIsNotJson(this.count);
  }

  private behindHead(arrived: string): string {
    this.head += arrived;
    const match = HEAD.exec(this.head);
    if (match !== null) {
      this.state = 'first';
      return this.head.slice(match[0].length);
    }
    if (this.head.length > MAX_HEAD) throw importBodyIsBad();
    return '';
  }

  /** Whether this character, outside of any text and bracket, parts the element from what follows. */
  private endsElement(char: string): boolean {
    if (this.inString) {
      if (this.escaped) this.escaped = false;
      else if (char === '\\') this.escaped = true;
      else if (char === '"') this.inString = false;
      return false;
    }
    if (char === '"') this.inString = true;
    else if (char === '{' || char === '[') this.depth++;
    else if (this.depth > 0 && (char === '}' || char === ']')) this.depth--;
    else return this.depth === 0 && (char === ',' || char === ']');
    return false;
  }

  private grow(part: string): void {
    if (this.element.length + part.length > MAX_ELEMENT) this.tooLong = true;
    this.element = this.tooLong ? '' : this.element + part;
  }

  private take(): unknown {
    const { element, tooLong } = this;
    this.element = '';
    this.tooLong = false;
    this.count++;
    if (tooLong) return undefined;
    try {
      return JSON.parse(element);
    } catch {
      throw importBodyIsNotJson(this.count);
    }
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
