import { Icon } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { FormField } from '../answers/things.js';

const TYPES = ['text', 'number', 'date', 'boolean', 'choice'] as const;
const isType = (value: string): value is FormField['type'] => TYPES.some((type) => type === value);

/** What the entities will be asked: name, label, type, choices, required. */
export function FormFieldsEditor({ fields, errors, onChange }: { fields: FormField[]; errors: Map<string, string>; onChange: (fields: FormField[]) => void }) {
  const { t } = useReader();
  const change = (index: number, part: Partial<FormField>): void => onChange(fields.map((field, at) => (at === index ? { ...field, ...part } : field)));
  const formError = [...errors].find(([name]) => name === 'form' || name.startsWith('form.') || name.startsWith('form['))?.[1];
  return (
    <fieldset className="card">
      <legend>{t.form.formFields}</legend>
      {formError && <p className="error wide">{formError}</p>}
      {fields.map((field, index) => (
        <div className="form-line wide" key={index} role="group" aria-label={field.label || field.name || String(index + 1)}>
          <label>
            {t.form.fieldName}
            <input type="text" value={field.name} onChange={(event) => change(index, { name: event.target.value })} />
          </label>
          <label>
            {t.fields.label}
            <input type="text" value={field.label} onChange={(event) => change(index, { label: event.target.value })} />
          </label>
          <label>
            {t.form.fieldType}
            <select value={field.type} onChange={(event) => isType(event.target.value) && change(index, { type: event.target.value, ...(event.target.value === 'choice' ? {} : { options: [] }) })}>
              {TYPES.map((type) => (
                <option key={type} value={type}>
                  {t.form.types[type]}
                </option>
              ))}
            </select>
          </label>
          {field.type === 'choice' && (
            <label>
              {t.form.options} <span className="sub">{t.form.hintOptions}</span>
              <input type="text" value={(field.options ?? []).join(', ')} onChange={(event) => change(index, { options: event.target.value.split(',').map((option) => option.trimStart()) })} />
            </label>
          )}
          <label className="tick">
            <input type="checkbox" checked={field.required ?? false} onChange={(event) => change(index, { required: event.target.checked })} />
            {t.form.required}
          </label>
          <button type="button" className="btn quiet sm" aria-label={`${t.form.removeField}: ${field.label || field.name}`} onClick={() => onChange(fields.filter((_field, at) => at !== index))}>
            <Icon name="x" />
          </button>
        </div>
      ))}
      <div className="wide">
        <button type="button" className="btn sm" onClick={() => onChange([...fields, { name: '', label: '', type: 'text', required: false }])}>
          <Icon name="plus" />
          {t.form.addField}
        </button>
      </div>
    </fieldset>
  );
}
