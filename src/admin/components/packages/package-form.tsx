import type { FormEvent, ReactNode } from 'react';
import type { ProblemBody } from '../answers/api.js';
import { DateTimeField } from '../parts/date-time-field.js';
import { errorOf, ErrorSummary, Field } from '../parts/field.js';
import { FormFieldsEditor } from './form-fields-editor.js';
import { DATE_FIELDS, listOf, missingTimes, type PackageDraft } from './package-draft.js';
import { ReferenceField } from '../parts/reference-field.js';
import { ProblemNote } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { RemindersEditor } from './reminders-editor.js';

interface Props {
  draft: PackageDraft;
  onChange: (draft: PackageDraft) => void;
  saveWord: string;
  busy: boolean;
  problem: ProblemBody | null;
  onSave: () => void;
  onLeave: () => void;
  /** Fields that the package's state no longer lets change. */
  isLocked?: (field: string) => boolean;
  /** Said above the fields. */
  lead?: ReactNode;
}

const LEVELS = ['simple', 'by-form', 'by-campaign'] as const;

/** The fields of a package; errors stand at their field, and the first one gets the focus. */
export function PackageForm({ draft, onChange, saveWord, busy, problem, onSave, onLeave, isLocked = () => false, lead }: Props) {
  const { t, dates } = useReader();
  const levels: Record<string, string> = t.level;
  const errors = new Map((problem?.errors ?? []).map(({ field, message }) => [field, message]));
  const set = (part: Partial<PackageDraft>): void => onChange({ ...draft, ...part });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (missingTimes(draft, dates).length === 0) return onSave();
    event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };
  const people = (field: 'reviewers' | 'assignedTo', many: boolean): ReactNode => (
    <ReferenceField id={field} of="operators" label={t.fields[field]} many={many} disabled={isLocked(field)} error={errorOf(errors, field)} values={listOf(draft[field])} onChange={(values) => set({ [field]: values.join(', ') })} />
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
        <Field id="label" label={t.fields.label} error={errorOf(errors, 'label')}>
          {(aria) => <input {...aria} type="text" required disabled={isLocked('label')} value={draft.label} onChange={(event) => set({ label: event.target.value })} />}
        </Field>
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
        <ReferenceField id="referenceCampaign" of="campaigns" within="kind=reference" label={t.fields.referenceCampaign} disabled={isLocked('referenceCampaign')} error={errorOf(errors, 'referenceCampaign')} values={listOf(draft.referenceCampaign)} onChange={([referenceCampaign = '']) => set({ referenceCampaign })} />
        <ReferenceField id="folder" of="folders" free label={t.fields.folder} hint={t.form.hintFolder} disabled={isLocked('folder')} error={errorOf(errors, 'folder')} values={draft.folder ? [draft.folder] : []} onChange={([folder = '']) => set({ folder })} />
      </fieldset>
      <fieldset className="card">
        <legend>{t.form.when}</legend>
        <p className="muted wide">{t.form.zone(dates.zone)}</p>
        {DATE_FIELDS.map(date)}
      </fieldset>
      <fieldset className="card">
        <legend>{t.form.offer}</legend>
        <div className="wide">
          <ReferenceField id="audience" of="entities" many label={t.fields.audience} error={errorOf(errors, 'audience')} hint={draft.kind === 'local' ? `${t.form.hintAudience} ${t.form.hintEmptyLocal}` : t.form.hintAudience} values={listOf(draft.audience)} onChange={(values) => set({ audience: values.join(', ') })} />
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
        {people('reviewers', true)}
        {people('assignedTo', false)}
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
