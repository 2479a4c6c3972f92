import { referenceTaken } from '../campaigns/campaigns.errors.js';

/**
 * Runs a write that the unique index `oneCollaborative` may refuse: two packages that took the same
 * reference at the same moment, each before the other was seen.
 * @throws DomainError `reference-taken`
 */
export async function refuseTakenReference<T>(reference: string | null, write: () => PromiseLike<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: string };
    if (code === 11_000 && message?.includes('oneCollaborative') === true) throw referenceTaken(reference ?? '', null);
    throw error;
  }
}
