/** A view as `/api/v1/views` shows it. */
export interface SavedView {
  id: string;
  list: string;
  name: string;
  query: Record<string, string | string[]>;
  /** Names of the columns shown; null: the view does not say. */
  columns: string[] | null;
  shared: boolean;
  owner: string;
  version: number;
}

/** The address of a list under a view. */
export function searchOfView({ query }: Pick<SavedView, 'query'>): string {
  const search = new URLSearchParams();
  for (const [name, values] of Object.entries(query)) for (const value of [values].flat()) search.append(name, value);
  return search.toString();
}

/** The other way: several values of one name are a list. */
export function queryOfSearch(search: string): SavedView['query'] {
  const given = new URLSearchParams(search);
  return Object.fromEntries([...new Set(given.keys())].map((name) => [name, given.getAll(name).length > 1 ? given.getAll(name) : (given.get(name) ?? '')]));
}
