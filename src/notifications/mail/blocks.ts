/** A run of words in a mail. Plain text always: each rendering escapes it for itself. */
export interface Span {
  text: string;
  /** Makes it a link. */
  href?: string;
  strong?: true;
}
export type Words = readonly (Span | string)[];

/** One meaning each, as in the panel: blue approved, green available, amber waits, red refused, slate canceled, pale draft. */
export type Tone = 'blue' | 'green' | 'amber' | 'red' | 'slate' | 'pale';

export interface Fate {
  /** Canceled, Stopped. */
  badge: string;
  tone: Tone;
  /** The life of a package, order, campaign is a pill; of a process, a chip. */
  shape: 'pill' | 'chip';
  lines: readonly Words[];
}

export interface Fact {
  name: string;
  value: Words;
}

/** What a mail is made of; HTML and text are two renderings of the same list. `notice`: what the reader is to do, and until when. */
export type Block =
  | { kind: 'eyebrow' | 'title' | 'heading' | 'alert' | 'quote'; text: string }
  | { kind: 'paragraph' | 'notice' | 'foot'; words: Words }
  | { kind: 'fates'; fates: readonly Fate[] }
  | { kind: 'facts'; facts: readonly Fact[] }
  | { kind: 'button'; label: string; href: string };

/** A mail before it is addressed. */
export interface Mail {
  subject: string;
  blocks: readonly Block[];
}
