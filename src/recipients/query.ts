/** A condition on one attribute: equal to, any of, or between. */
export type Condition = string | number | boolean | (string | number | boolean)[] | { gt?: number | string; gte?: number | string; lt?: number | string; lte?: number | string };

/** Which recipients: attribute -> condition, all joined by and (contract.md). */
export type Query = Record<string, Condition>;

/** What a query selected and a split divided: a definition, not a list, so that it costs nothing to keep. */
export interface Population {
  entities: string[] | null;
  query: Query;
  split: { by: string } | { parts: number } | null;
}
