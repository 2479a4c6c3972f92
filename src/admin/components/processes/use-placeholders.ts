import type { Page } from '../answers/api.js';
import type { Campaign, Offer } from '../answers/things.js';
import { useAnswer } from '../answers/use-answer.js';

const OF_RECIPIENT = ['firstName', 'lastName', 'email', 'locale'] as const;
const OF_ENTITY = ['label', 'code', 'contact', 'locale', 'timeZone'] as const;

/** The fields that a mail of this campaign may use: of a recipient as they were imported, of the entity, of its order. */
export function usePlaceholders(campaign: string): { placeholders: string[]; ofPackage: string | null } {
  const known = useAnswer<Campaign>(/^(?:OU\d+_)?OP\d+$/i.test(campaign) ? `/campaigns/${campaign.toUpperCase()}` : null).data;
  const ofPackage = known?.package ?? null;
  const form = useAnswer<Offer>(ofPackage ? `/packages/${ofPackage}` : null).data?.form ?? [];
  const sample = useAnswer<Page<{ attributes?: Record<string, unknown> }>>('/recipients?limit=20').data?.items ?? [];
  const attributes = [...new Set(sample.flatMap((recipient) => Object.keys(recipient.attributes ?? {})))].sort();
  return {
    ofPackage,
    placeholders: [...[...OF_RECIPIENT, ...attributes].map((name) => `recipient.${name}`), ...OF_ENTITY.map((name) => `entity.${name}`), ...form.map(({ name }) => `order.parameters.${name}`)],
  };
}
