import { useRef, useState } from 'react';
import { postJson, Problem, type ProblemBody } from './api.js';

interface CommandState {
  running: boolean;
  problem: ProblemBody | null;
  done: string | null;
  /** Posts a command to a thing; null when it was refused (the problem says why). */
  run<Answer>(path: string, body: unknown, done: string): Promise<Answer | null>;
  clear(): void;
}

/** One command at a time, told plainly whether it was done or refused. */
export function useCommand(afterwards: () => void): CommandState {
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const [done, setDone] = useState<string | null>(null);
  // The key lives as long as the try: a click repeated after a lost answer is the same command, a new one is not.
  const key = useRef<string | null>(null);
  // A second click before the button is disabled is the first click.
  const busy = useRef(false);
  return {
    running,
    problem,
    done,
    clear: () => setProblem(null),
    async run<Answer>(path: string, body: unknown, words: string): Promise<Answer | null> {
      if (busy.current) return null;
      busy.current = true;
      key.current ??= crypto.randomUUID();
      setRunning(true);
      setProblem(null);
      setDone(null);
      try {
        const answer = await postJson<Answer>(path, body, key.current);
        key.current = null;
        setDone(words);
        afterwards();
        return answer;
      } catch (error) {
        if (error instanceof Problem) key.current = null;
        setProblem(error instanceof Problem ? error.body : { status: 0 });
        // Somebody was faster: the screen behind is what is true now.
        if (error instanceof Problem && error.body.code === 'already-decided') afterwards();
        return null;
      } finally {
        busy.current = false;
        setRunning(false);
      }
    },
  };
}
