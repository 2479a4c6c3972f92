import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { refusalsEn } from '../../src/admin/components/reader/texts.refusals.en.js';
import { refusalsFr } from '../../src/admin/components/reader/texts.refusals.fr.js';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));
/** Why a process is paused or failed: the API tells these in sentences of their own, and refuses nothing with them. */
const REASONS = ['birth-refused', 'by-operator', 'delivery-stopped', 'server-away', 'too-many-failures'];
/** A refusal, the obstacle of a guard or of a window, and what the HTTP door says for itself. */
const CODE = /(?:new DomainError|\bobstacle)\(\s*'([a-z-]+)'|\bcode: '([a-z-]+)',\s*(?:text|status)\b/g;

function codesOfTheProduct(): string[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.includes('components'));
  const found = files.flatMap((file) => [...readFileSync(join(SRC, file), 'utf8').matchAll(CODE)].map(([, refusal, other]) => refusal ?? other ?? ''));
  return [...new Set(found)].filter((code) => !REASONS.includes(code)).sort();
}

describe('the sentence of a refusal', () => {
  it('is there for every code of the product, in both languages', () => {
    const codes = codesOfTheProduct();

    expect(codes).toContain('registration-over');
    expect(codes.filter((code) => !refusalsEn[code])).toEqual([]);
    expect(codes.filter((code) => !refusalsFr[code])).toEqual([]);
  });

  it('is written for no code that nobody refuses with', () => {
    const codes = codesOfTheProduct();

    expect(Object.keys(refusalsEn).filter((code) => !codes.includes(code))).toEqual([]);
    expect(Object.keys(refusalsFr).filter((code) => !codes.includes(code))).toEqual([]);
  });
});
