import { useRef, type ReactNode } from 'react';
import type { ProblemBody } from '../answers/api.js';
import { Icon } from './parts.js';
import { useReader } from '../reader/reader.js';

export interface Aria {
  id: string;
  'aria-invalid'?: true;
  'aria-describedby'?: string;
}

/** A label, its control, a hint, and what is wrong with it. */
export function Field({ id, label, error, hint, children }: { id: string; label: string; error?: string; hint?: string; children: (aria: Aria) => ReactNode }) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, ...(error ? { 'aria-invalid': true } : {}), ...(described ? { 'aria-describedby': described } : {}) })}
      {hint && <span className="sub" id={`${id}-hint`}>{hint}</span>}
      {error && <span className="error" id={`${id}-error`}>{error}</span>}
    </div>
  );
}

/** The API names a field as its body does: `schedule.start`, `audience[0]`. */
export function errorOf(errors: Map<string, string>, field: string): string | undefined {
  const exact = errors.get(field);
  if (exact !== undefined) return exact;
  return [...errors].find(([name]) => name.startsWith(`${field}.`) || name.startsWith(`${field}[`))?.[1] ?? (field === 'schedule.start' ? errors.get('schedule') : undefined);
}

/** Every wrong field by its name, and the focus in the first. `nameOf` says a field as the form labels it. */
export function ErrorSummary({ problem, nameOf }: { problem: ProblemBody; nameOf?: (field: string) => string | undefined }) {
  const { t } = useReader();
  const fields: Record<string, string> = t.fields;
  const errors = problem.errors ?? [];
  const shownFor = useRef<ProblemBody | null>(null);
  // The first wrong field gets the focus once per answer, after its message is on the page.
  const focusFirst = (element: HTMLDivElement | null): void => {
    if (!element || shownFor.current === problem) return;
    shownFor.current = problem;
    setTimeout(() => element.closest('form')?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 0);
  };
  return (
    <div ref={focusFirst} className="note bad mb" role="alert">
      <Icon name="alert" />
      <div className="why">
        <b>{t.form.errors(errors.length)}</b>
        <ul>
          {errors.map(({ field, message }) => (
            <li key={`${field} ${message}`}>{t.pair(nameOf?.(field) ?? fields[field] ?? fields[field.split(/[.[]/)[0] ?? ''] ?? field, message)}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
