import type { Block, Words } from './blocks.js';

/** What somebody wrote, under the sentence that says who; where they wrote nothing, another sentence. */
export function said(comment: string | null, wrote: Words, silent: Words): Block[] {
  const text = comment?.trim() ?? '';
  if (text === '') return [{ kind: 'paragraph', words: silent }];
  return [
    { kind: 'paragraph', words: wrote },
    { kind: 'quote', text },
  ];
}

export function paragraph(...words: Words): Block {
  return { kind: 'paragraph', words };
}
