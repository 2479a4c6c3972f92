import type { ProblemBody } from '../answers/api.js';
import { type OrderDraft, unreadableNumbers } from './order-draft.js';
import { useReader } from '../reader/reader.js';
import type { FormField } from '../answers/things.js';

const INVALID = 422;

interface OrderErrors {
  /** `parameters.rate` -> what is wrong with it. */
  errors: Map<string, string>;
  /** A field as the form labels it. */
  nameOf: (field: string) => string | undefined;
  /** What the form itself can tell is wrong, before anything is sent. */
  unreadable: (draft: OrderDraft) => ProblemBody | null;
}

export function useOrderErrors(problem: ProblemBody | null, form: readonly FormField[]): OrderErrors {
  const { t } = useReader();
  return {
    errors: new Map((problem?.errors ?? []).map(({ field, message }) => [field, message])),
    nameOf: (field) => form.find(({ name }) => field === `parameters.${name}`)?.label,
    unreadable: (draft) => {
      const names = unreadableNumbers(draft, form);
      return names.length === 0 ? null : { status: INVALID, code: 'invalid-fields', errors: names.map((name) => ({ field: `parameters.${name}`, message: t.life.order.number })) };
    },
  };
}
