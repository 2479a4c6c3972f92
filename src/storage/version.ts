import { DomainError, staleVersion } from '../errors/domain-error.js';

/**
 * Compares the version a caller edited from with the present one; judged after rights and body.
 * @throws DomainError `version-missing` (no If-Match), `stale-version` (somebody saved first)
 */
export function expectVersion(code: string, present: number, given: number | undefined): void {
  if (given === undefined) {
    throw new DomainError(
      'version-missing',
      'version-missing',
      { en: `Say which version of ${code} you edit: send If-Match: "${present}" if you have read that one.`, fr: `Indiquez quelle version de ${code} vous modifiez : envoyez If-Match: "${present}" si c’est celle que vous avez lue.` },
      { version: present },
    );
  }
  if (given !== present) throw staleVersion(code, present);
}
