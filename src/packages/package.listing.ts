import { wordsOf } from '../storage/words.js';
import type { CampaignPackage } from './package.schema.js';

/** What the lists find packages by and no reader is shown: written with each change of what it is made of. */
export type Listed = Pick<CampaignPackage, 'folders' | 'availableMonth' | 'forEveryone' | 'words'>;

export function listed({ label, folder, availableAt, kind, audience }: Pick<CampaignPackage, 'label' | 'folder' | 'availableAt' | 'kind' | 'audience'>): Listed {
  return { folders: foldersOf(folder), availableMonth: availableAt === null ? null : monthOf(availableAt), forEveryone: kind === 'local' && audience.length === 0, words: wordsOf(label) };
}

/** `Savings/2026` -> `Savings`, `Savings/2026`: a folder finds what is under it with one equality. */
export function foldersOf(folder: string): string[] {
  const parts = folder.split('/').filter((part) => part !== '');
  return parts.map((_part, index) => parts.slice(0, index + 1).join('/'));
}

/** The month of an instant in UTC: 202604. */
export function monthOf(instant: Date): number {
  return instant.getUTCFullYear() * 100 + instant.getUTCMonth() + 1;
}
