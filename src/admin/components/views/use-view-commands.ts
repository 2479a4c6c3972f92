import { useState } from 'react';
import { deleteThing, patchJson, postJson, Problem, type ProblemBody } from '../answers/api.js';
import { queryOfSearch, type SavedView } from './saved-view.js';

interface ViewPatch {
  name?: string;
  shared?: boolean;
  query?: string;
  columns?: string[] | null;
}

interface ViewCommands {
  problem: ProblemBody | null;
  create(list: string, view: { name: string; shared: boolean; query: string; columns: string[] | null }): Promise<SavedView | null>;
  /** Whether it was done. */
  change(view: SavedView, patch: ViewPatch): Promise<boolean>;
  remove(view: SavedView): Promise<void>;
}

export function useViewCommands(afterwards: () => void): ViewCommands {
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const told = async <Answer>(work: () => Promise<Answer>): Promise<Answer | null> => {
    setProblem(null);
    try {
      const answer = await work();
      afterwards();
      return answer;
    } catch (error) {
      setProblem(error instanceof Problem ? error.body : { status: 0 });
      return null;
    }
  };
  return {
    problem,
    create: (list, { query, ...view }) => told(() => postJson<SavedView>('/views', { list, ...view, query: queryOfSearch(query) }, crypto.randomUUID())),
    change: async ({ id, version }, { query, ...patch }) => (await told(() => patchJson<SavedView>(`/views/${id}`, { ...patch, ...(query === undefined ? {} : { query: queryOfSearch(query) }) }, version))) !== null,
    remove: async ({ id }) => void (await told(() => deleteThing(`/views/${id}`))),
  };
}
