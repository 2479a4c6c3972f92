import { DateTimeField } from '../parts/date-time-field.js';
import { errorOf, Field } from '../parts/field.js';
import { Icon } from '../parts/parts.js';
import type { ReminderDraft } from './package-draft.js';
import { useReader } from '../reader/reader.js';

const FROM = ['deadline', 'submission', 'date'] as const;
const isFrom = (value: string): value is ReminderDraft['from'] => FROM.some((from) => from === value);
const MOST = 20;

/** When the reviewers are reminded: from the submission, the deadline or a date, so many days on. */
export function RemindersEditor({ reminders, errors, onChange }: { reminders: ReminderDraft[]; errors: Map<string, string>; onChange: (reminders: ReminderDraft[]) => void }) {
  const { t } = useReader();
  const words = t.life.reminders;
  const change = (index: number, part: Partial<ReminderDraft>): void => onChange(reminders.map((reminder, at) => (at === index ? { ...reminder, ...part } : reminder)));
  return (
    <fieldset className="card">
      <legend>{words.title}</legend>
      <p className="muted wide">{reminders.length > 0 ? words.lead : `${words.none} ${words.lead}`}</p>
      {errors.has('reminders') && <p className="error wide">{errors.get('reminders')}</p>}
      {reminders.map((reminder, index) => {
        const id = `reminder-${index}`;
        const field = `reminders[${index}]`;
        return (
          <div className="form-line reminder wide" key={index} role="group" aria-label={words.group(index + 1)}>
            <Field id={`${id}-from`} label={words.from} error={errorOf(errors, `${field}.from`)}>
              {(aria) => (
                <select {...aria} value={reminder.from} onChange={(event) => isFrom(event.target.value) && change(index, { from: event.target.value })}>
                  {FROM.map((from) => (
                    <option key={from} value={from}>
                      {words[from]}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            {reminder.from === 'date' && <DateTimeField id={`${id}-date`} label={words.on} value={reminder.date} error={errorOf(errors, `${field}.date`)} onChange={(date) => change(index, { date })} />}
            <Field id={`${id}-days`} label={words.days} hint={words.hintDays} error={errorOf(errors, `${field}.offsetDays`)}>
              {(aria) => <input {...aria} type="number" step={1} min={-365} max={365} value={reminder.offsetDays} onChange={(event) => change(index, { offsetDays: event.target.value })} />}
            </Field>
            <button type="button" className="btn quiet sm" aria-label={words.remove(index + 1)} onClick={() => onChange(reminders.filter((_reminder, at) => at !== index))}>
              <Icon name="x" />
            </button>
          </div>
        );
      })}
      <div className="wide">
        <button type="button" className="btn sm" disabled={reminders.length >= MOST} onClick={() => onChange([...reminders, { from: 'deadline', date: '', offsetDays: '-1' }])}>
          <Icon name="plus" />
          {words.add}
        </button>
      </div>
    </fieldset>
  );
}
