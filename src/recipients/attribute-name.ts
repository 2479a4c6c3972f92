// Neither an operator ($), nor a path (.), nor a name that JavaScript gives every object.
const SHAPE = /^[\p{L}][\p{L}\p{N}_-]{0,63}$/u;
const OF_EVERY_OBJECT: ReadonlySet<string> = new Set(['constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty']);

/** Whether an attribute of a recipient may have this name: a letter, then letters, digits, `_`, `-`; 64 at most. */
export function attributeNameIsGood(name: string): boolean {
  return SHAPE.test(name) && !OF_EVERY_OBJECT.has(name);
}
