import { errorOf, Field } from '../parts/field.js';
import type { OrderDraft, OrderField } from './order-draft.js';
import { useReader } from '../reader/reader.js';
import type { FormField } from '../answers/things.js';

interface Props {
  draft: OrderDraft;
  form: readonly FormField[];
  errors: Map<string, string>;
  open: ReadonlySet<OrderField>;
  /** A required one may follow later: the package has a personalization deadline. */
  mayFollow: boolean;
  onChange: (draft: OrderDraft) => void;
}

/** What an order says of itself, then the package's form. */
export function OrderFields({ draft, form, errors, open, mayFollow, onChange }: Props) {
  const { t, isLocal } = useReader();
  const set = (part: Partial<OrderDraft>): void => onChange({ ...draft, ...part });
  const setParameter = (name: string, value: string | boolean): void => set({ parameters: { ...draft.parameters, [name]: value } });
  const closedHint = (field: OrderField, hint?: string): string | undefined => (open.has(field) ? hint : t.life.order.closed);
  const parameters = form.length > 0 && (
    <fieldset className="card">
      <legend>{isLocal ? t.life.order.fields : t.fields.parameters}</legend>
      {!open.has('parameters') && <p className="muted wide">{t.life.order.closed}</p>}
      {form.map((field) => (
        <ParameterField key={field.name} field={field} value={draft.parameters[field.name] ?? ''} error={errors.get(`parameters.${field.name}`)} disabled={!open.has('parameters')} mayFollow={mayFollow} set={(value) => setParameter(field.name, value)} />
      ))}
    </fieldset>
  );
  return (
    <>
      {isLocal && parameters}
      <fieldset className="card">
        <legend>{t.life.order.about}</legend>
        <Field id="label" label={t.fields.label} error={errorOf(errors, 'label')} hint={closedHint('label', isLocal ? t.own.order.hintLabel : undefined)}>
          {(aria) => <input {...aria} type="text" disabled={!open.has('label')} value={draft.label} onChange={(event) => set({ label: event.target.value })} />}
        </Field>
        <Field id="assignedTo" label={t.fields.assignedTo} error={errorOf(errors, 'assignedTo')} hint={closedHint('assignedTo', t.own.order.hintAssigned)}>
          {(aria) => <input {...aria} type="text" inputMode="email" disabled={!open.has('assignedTo')} value={draft.assignedTo} onChange={(event) => set({ assignedTo: event.target.value })} />}
        </Field>
        <div className="wide">
          <Field id="comment" label={t.fields.comment} error={errorOf(errors, 'comment')} hint={closedHint('comment', isLocal ? t.own.order.hintComment : undefined)}>
            {(aria) => <textarea {...aria} rows={2} maxLength={2000} disabled={!open.has('comment')} value={draft.comment} onChange={(event) => set({ comment: event.target.value })} />}
          </Field>
        </div>
      </fieldset>
      {!isLocal && parameters}
    </>
  );
}

interface ParameterProps {
  field: FormField;
  value: string | boolean;
  error?: string;
  disabled: boolean;
  mayFollow: boolean;
  set: (value: string | boolean) => void;
}

function ParameterField({ field, value, error, disabled, mayFollow, set }: ParameterProps) {
  const { t } = useReader();
  const { type } = field;
  const id = `parameter-${field.name}`;
  const label = field.label || field.name;
  if (type === 'boolean')
    return (
      <div className="field">
        <label className="tick">
          <input id={id} type="checkbox" disabled={disabled} checked={value === true} aria-invalid={error ? true : undefined} aria-describedby={error ? `${id}-error` : undefined} onChange={(event) => set(event.target.checked)} />
          {label}
        </label>
        {error && <span className="error" id={`${id}-error`}>{error}</span>}
      </div>
    );
  const hint = !field.required ? t.form.optional : mayFollow ? t.life.order.requiredLater : t.form.required;
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(aria) => {
        const control = { ...aria, disabled, 'aria-required': field.required ? true : undefined, value: String(value) };
        switch (type) {
          case 'choice':
            return (
              <select {...control} onChange={(event) => set(event.target.value)}>
                <option value="">{t.life.order.chooseOne}</option>
                {field.options?.map((option) => (
                  <option key={option} value={option}>
                    {option}
                  </option>
                ))}
              </select>
            );
          case 'date':
            return <input {...control} type="date" onChange={(event) => set(event.target.value)} />;
          case 'number':
            // Text: a browser's number field takes what it cannot read for empty, and knows no comma in English.
            return <input {...control} type="text" inputMode="decimal" onChange={(event) => set(event.target.value)} />;
          case 'text':
            return <input {...control} type="text" onChange={(event) => set(event.target.value)} />;
        }
      }}
    </Field>
  );
}
