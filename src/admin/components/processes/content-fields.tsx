import { useRef, type ReactNode } from 'react';
import { ReferenceField } from '../parts/reference-field.js';
import { ConditionsEditor } from './conditions-editor.js';
import type { ContentDraft } from './delivery-draft.js';
import { errorOf, Field } from '../parts/field.js';
import { Code } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';

type TextField = 'subject' | 'html' | 'text';

interface Props {
  /** Of the ids: several of these forms may stand on one page. */
  id: string;
  draft: ContentDraft;
  errors: Map<string, string>;
  /** Where the fields stand in the body: `activities[2].delivery.` */
  within?: string;
  /** Placeholders that may be used, without their braces. */
  placeholders: readonly string[];
  /** Whom it is for cannot be changed, and why. */
  fixedTarget?: ReactNode;
  onChange: (draft: ContentDraft) => void;
}

/** What a delivery says, to whom, and how fast. */
export function ContentFields({ id, draft, errors, within = '', placeholders, fixedTarget, onChange }: Props) {
  const { t } = useReader();
  const words = t.pages.form;
  const wrong = (field: string): string | undefined => errorOf(errors, within + field);
  const set = (part: Partial<ContentDraft>): void => onChange({ ...draft, ...part });
  // The text that the reader was in last, and where: a placeholder goes there.
  const at = useRef<{ field: TextField; from: number; to: number }>({ field: 'html', from: draft.html.length, to: draft.html.length });
  const noteAt = (field: TextField) => (event: React.SyntheticEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    at.current = { field, from: event.currentTarget.selectionStart ?? 0, to: event.currentTarget.selectionEnd ?? 0 };
  };
  const insert = (placeholder: string): void => {
    const { field, from, to } = at.current;
    const braced = `{{${placeholder}}}`;
    set({ [field]: draft[field].slice(0, from) + braced + draft[field].slice(to) });
    at.current = { field, from: from + braced.length, to: from + braced.length };
    document.getElementById(`${id}-${field}`)?.focus();
  };
  const area = (field: 'html' | 'text', rows: number, hint?: string): ReactNode => (
    <div className="wide">
      <Field id={`${id}-${field}`} label={words[field]} hint={hint} error={wrong(field)}>
        {(aria) => <textarea {...aria} className="mono" rows={rows} value={draft[field]} onSelect={noteAt(field)} onChange={(event) => { noteAt(field)(event); set({ [field]: event.target.value }); }} />}
      </Field>
    </div>
  );
  return (
    <>
      <fieldset className="card">
        <legend>{words.mail}</legend>
        <div className="wide">
          <Field id={`${id}-subject`} label={words.subject} error={wrong('subject')}>
            {(aria) => <input {...aria} type="text" required value={draft.subject} onSelect={noteAt('subject')} onChange={(event) => { noteAt('subject')(event); set({ subject: event.target.value }); }} />}
          </Field>
        </div>
        {area('html', 8)}
        {area('text', 5, words.textHint)}
        <div className="wide placeholders" role="group" aria-labelledby={`${id}-placeholders`}>
          <b id={`${id}-placeholders`}>{words.fieldsTitle}</b> <span className="sub">{words.fieldsLead}</span>
          <ul>
            {placeholders.map((placeholder) => (
              <li key={placeholder}>
                <button type="button" className="btn quiet sm" aria-label={words.insert(placeholder)} onClick={() => insert(placeholder)}>
                  <Code>{`{{${placeholder}}}`}</Code>
                </button>
              </li>
            ))}
          </ul>
        </div>
      </fieldset>
      <fieldset className="card">
        <legend>{words.whom}</legend>
        {fixedTarget ? <p className="wide">{fixedTarget}</p> : <>
          <div className="wide"><ReferenceField of="entities" many label={t.pages.form.entities} hint={t.pages.form.entitiesHint} id={`${id}-entities`} values={draft.entities} error={wrong('target.entities') ?? wrong('target')} onChange={(entities) => set({ entities })} /></div>
          <ConditionsEditor id={id} conditions={draft.conditions} error={wrong('target.query')} onChange={(conditions) => set({ conditions })} />
        </>}
      </fieldset>
      <fieldset className="card">
        <legend>{words.how}</legend>
        <Field id={`${id}-channel`} label={words.channel} error={wrong('channel')}>
          {(aria) => (
            <select {...aria} value={draft.channel} onChange={(event) => set({ channel: event.target.value === 'http' ? 'http' : 'smtp' })}>
              <option value="smtp">{words.channels.smtp}</option>
              <option value="http">{words.channels.http}</option>
            </select>
          )}
        </Field>
        <Field id={`${id}-rate`} label={words.rate} error={wrong('ratePerSecond')}>
          {(aria) => <input {...aria} type="text" inputMode="numeric" value={draft.rate} onChange={(event) => set({ rate: event.target.value })} />}
        </Field>
        <Field id={`${id}-failures`} label={words.failures} hint={words.failuresHint} error={wrong('maxFailureRate')}>
          {(aria) => <input {...aria} type="text" inputMode="decimal" value={draft.failures} onChange={(event) => set({ failures: event.target.value })} />}
        </Field>
      </fieldset>
    </>
  );
}
