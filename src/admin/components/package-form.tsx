import { useState, type FormEvent, type ReactNode } from 'react';
import type { ProblemBody } from './api.js';
import { DateTimeField } from './date-time-field.js';
import { errorOf, ErrorSummary, Field } from './field.js';
import { FormFieldsEditor } from './form-fields-editor.js';
import { DATE_FIELDS, missingTimes, type PackageDraft } from './package-draft.js';
import { ProblemNote } from './parts.js';
import { useReader } from './reader.js';
import { RemindersEditor } from './reminders-editor.js';

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
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (missingTimes(draft, dates).length === 0) return onSave(draft);
    event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };
  const text = (field: 'label' | 'referenceCampaign' | 'folder' | 'reviewers' | 'assignedTo', hint?: string, required = false): ReactNode => (
    <Field id={field} label={t.fields[field]} error={errorOf(errors, field)} hint={hint}>
      {(aria) => <input {...aria} type="text" required={required} disabled={isLocked(field)} value={draft[field]} onChange={(event) => set({ [field]: event.target.value })} />}
    </Field>
  );
  const date = (field: (typeof DATE_FIELDS)[number] | 'approvalDeadline'): ReactNode => (
    <DateTimeField key={field} id={field} label={t.fields[field]} error={errorOf(errors, field)} disabled={isLocked(field)} value={draft[field]} onChange={(value) => set({ [field]: value })} />
  );
  return (
    <form className="edit" onSubmit={submit} noValidate={false}>
      {lead}
      {problem && (errors.size > 0 ? <ErrorSummary problem={problem} /> : <ProblemNote problem={problem} />)}
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
      </fieldset>
      <fieldset className="card">
        <legend>{t.form.offer}</legend>
        <div className="wide">
          <Field id="audience" label={t.fields.audience} error={errorOf(errors, 'audience')} hint={draft.kind === 'local' ? `${t.form.hintCodes}; ${t.form.hintEmptyLocal}` : t.form.hintCodes}>
            {(aria) => <textarea {...aria} rows={draft.audience.length > 200 ? 5 : 2} value={draft.audience} onChange={(event) => set({ audience: event.target.value })} />}
          </Field>
        </div>
        {draft.kind === 'collaborative' && (
          <Field id="orderApproval" label={t.fields.orderApproval} error={errorOf(errors, 'orderApproval')}>
            {(aria) => (
              <select {...aria} disabled={isLocked('orderApproval')} value={draft.orderApproval} onChange={(event) => set({ orderApproval: event.target.value === 'automatic' ? 'automatic' : 'manual' })}>
                <option value="manual">{t.life.orderApproval.manual}</option>
                <option value="automatic">{t.life.orderApproval.automatic}</option>
              </select>
            )}
          </Field>
        )}
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
        {date('approvalDeadline')}
      </fieldset>
      {!isLocked('reminders') && <RemindersEditor reminders={draft.reminders} errors={errors} onChange={(reminders) => set({ reminders })} />}
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
