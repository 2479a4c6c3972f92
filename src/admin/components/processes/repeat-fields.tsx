import { RECURRENCE_UNITS, type RecurrenceUnit } from '../answers/processes.js';
import { DateTimeField } from '../parts/date-time-field.js';
import { errorOf, Field } from '../parts/field.js';
import { useReader } from '../reader/reader.js';
import { onceADay, type Repeats } from './workflow-draft.js';

interface Props {
  id: string;
  repeats: Repeats | null;
  /** Where it stands in the body: `activities[2].` */
  within: string;
  errors: Map<string, string>;
  onChange: (repeats: Repeats | null) => void;
}

const isUnit = (value: string): value is RecurrenceUnit => (RECURRENCE_UNITS as readonly string[]).includes(value);

/** Once, or again and again: how often, from when, and when it ends. */
export function RepeatFields({ id, repeats, within, errors, onChange }: Props) {
  const { t } = useReader();
  const words = t.pages.form;
  const wrong = (field: string): string | undefined => errorOf(errors, within + field);
  return (
    <>
      <div className="form-line">
        <label>
          {words.howOften}
          <select value={repeats === null ? 'once' : 'again'} onChange={(event) => onChange(event.target.value === 'once' ? null : onceADay)}>
            <option value="once">{words.once}</option>
            <option value="again">{words.again}</option>
          </select>
        </label>
      </div>
      {repeats !== null && (
        <>
          <div className="form-line">
            <Field id={`${id}-every`} label={words.every} error={wrong('every.count')}>
              {(aria) => <input {...aria} type="text" inputMode="numeric" required value={repeats.count} onChange={(event) => onChange({ ...repeats, count: event.target.value })} />}
            </Field>
            <label>
              {words.unit}
              <select value={repeats.unit} onChange={(event) => isUnit(event.target.value) && onChange({ ...repeats, unit: event.target.value })}>
                {RECURRENCE_UNITS.map((unit) => (
                  <option key={unit} value={unit}>
                    {words.recurrenceUnits[unit]}
                  </option>
                ))}
              </select>
            </label>
            <Field id={`${id}-times`} label={words.times} hint={words.timesHint} error={wrong('times')}>
              {(aria) => <input {...aria} type="text" inputMode="numeric" value={repeats.times} onChange={(event) => onChange({ ...repeats, times: event.target.value })} />}
            </Field>
          </div>
          <div className="form-line">
            <DateTimeField id={`${id}-from`} label={words.firstTime} hint={words.firstTimeHint} error={wrong('from')} value={repeats.from} onChange={(from) => onChange({ ...repeats, from })} />
            <DateTimeField id={`${id}-until`} label={words.lastTime} error={wrong('until')} value={repeats.until} onChange={(until) => onChange({ ...repeats, until })} />
          </div>
        </>
      )}
    </>
  );
}
