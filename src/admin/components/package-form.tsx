import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { ProblemBody } from './api.js';
import { FormFieldsEditor } from './form-fields-editor.js';
import { DATE_FIELDS, type PackageDraft } from './package-draft.js';
import { Icon, ProblemNote } from './parts.js';
import { useReader } from './reader.js';

interface Props {
  start: PackageDraft;
  saveWord: string;
  busy: boolean;
  problem: ProblemBody | null;
  onSave: (draft: PackageDraft) => void;
  onLeave: () => void;
  /** Fields that the package's state no longer lets change. */
  isLocked?: (field: string) => boolean;
  /** Said above the fields. */
  lead?: ReactNode;
}

const LEVELS = ['simple', 'by-form', 'by-campaign'] as const;

/** The fields of a package; errors stand at their field, and the first one gets the focus. */
export function PackageForm({ start, saveWord, busy, problem, onSave, onLeave, isLocked = () => false, lead }: Props) {
  const { t, dates } = useReader();
  const [draft, setDraft] = useState(start);
  const levels: Record<string, string> = t.level;
  const errors = new Map((problem?.errors ?? []).map(({ field, message }) => [field, message]));
  const set = (part: Partial<PackageDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSave(draft);
  };
  const text = (field: 'label' | 'referenceCampaign' | 'folder' | 'reviewers' | 'assignedTo', hint?: string, required = false): ReactNode => (
    <Field id={field} label={t.fields[field]} error={errorOf(errors, field)} hint={hint}>
      {(aria) => <input {...aria} type="text" required={required} disabled={isLocked(field)} value={draft[field]} onChange={(event) => set({ [field]: event.target.value })} />}
    </Field>
  );
  const date = (field: (typeof DATE_FIELDS)[number] | 'approvalDeadline'): ReactNode => (
    <Field key={field} id={field} label={t.fields[field]} error={errorOf(errors, field)}>
      {(aria) => <input {...aria} type="datetime-local" disabled={isLocked(field)} value={draft[field]} onChange={(event) => set({ [field]: event.target.value })} />}
    </Field>
  );
  return (
    <form className="edit" onSubmit={submit} noValidate={false}>
      {lead}
      {problem && (errors.size > 0 ? <ErrorSummary count={errors.size} problem={problem} /> : <ProblemNote problem={problem} />)}
      <fieldset className="card">
        <legend>{t.form.basics}</legend>
        {text('label', undefined, true)}
        <Field id="kind" label={t.fields.kind} error={errorOf(errors, 'kind')}>
          {(aria) => (
            <select {...aria} disabled={isLocked('kind')} value={draft.kind} onChange={(event) => set({ kind: event.target.value })}>
              <option value="collaborative">{t.kind.collaborative}</option>
              <option value="local">{t.kind.local}</option>
            </select>
          )}
        </Field>
        {draft.kind === 'collaborative' && (
          <Field id="distributionLevel" label={t.fields.distributionLevel} error={errorOf(errors, 'distributionLevel')}>
            {(aria) => (
              <select {...aria} disabled={isLocked('distributionLevel')} value={draft.distributionLevel} onChange={(event) => set({ distributionLevel: event.target.value })}>
                {LEVELS.map((level) => (
                  <option key={level} value={level}>
                    {levels[level]}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        {text('referenceCampaign', t.form.hintCampaign)}
        {text('folder', t.form.hintFolder)}
      </fieldset>
      <fieldset className="card">
        <legend>{t.form.when}</legend>
        <p className="muted wide">{t.form.zone(dates.zone)}</p>
        {DATE_FIELDS.map(date)}
        {date('approvalDeadline')}
      </fieldset>
      <fieldset className="card">
        <legend>{t.form.offer}</legend>
        <div className="wide">
          <Field id="audience" label={t.fields.audience} error={errorOf(errors, 'audience')} hint={draft.kind === 'local' ? `${t.form.hintCodes}; ${t.form.hintEmptyLocal}` : t.form.hintCodes}>
            {(aria) => <textarea {...aria} rows={draft.audience.length > 200 ? 5 : 2} value={draft.audience} onChange={(event) => set({ audience: event.target.value })} />}
          </Field>
        </div>
        {draft.kind === 'local' && (
          <label className="tick">
            <input type="checkbox" disabled={isLocked('allowMultipleOrders')} checked={draft.allowMultipleOrders} onChange={(event) => set({ allowMultipleOrders: event.target.checked })} />
            {t.fields.allowMultipleOrders}
          </label>
        )}
      </fieldset>
      {!isLocked('form') && <FormFieldsEditor fields={draft.form} errors={errors} onChange={(form) => set({ form })} />}
      <fieldset className="card">
        <legend>{t.form.people}</legend>
        {text('reviewers', t.form.hintMails)}
        {text('assignedTo')}
      </fieldset>
      <div className="acts bottom">
        <button type="submit" className="btn main lg" disabled={busy}>
          {saveWord}
        </button>
        <button type="button" className="btn lg" onClick={onLeave}>
          {t.form.back}
        </button>
      </div>
    </form>
  );
}

/** The API names a field as its body does: `schedule.start`, `audience.0`. */
function errorOf(errors: Map<string, string>, field: string): string | undefined {
  const exact = errors.get(field);
  if (exact !== undefined) return exact;
  return [...errors].find(([name]) => name.startsWith(`${field}.`) || name.startsWith(`${field}[`))?.[1] ?? (field === 'schedule.start' ? errors.get('schedule') : undefined);
}

interface Aria {
  id: string;
  'aria-invalid'?: true;
  'aria-describedby'?: string;
}

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

function ErrorSummary({ count, problem }: { count: number; problem: ProblemBody }) {
  const { t } = useReader();
  const fields: Record<string, string> = t.fields;
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
        <b>{t.form.errors(count)}</b>
        <ul>
          {problem.errors?.map(({ field, message }) => (
            <li key={`${field} ${message}`}>
              {t.pair(fields[field] ?? fields[field.split(/[.[]/)[0] ?? ''] ?? field, message)}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
