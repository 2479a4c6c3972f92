import { Field } from './field.js';
import { useReader } from '../reader/reader.js';

interface Props {
  id: string;
  label: string;
  /** As `Dates.typed` writes it. */
  value: string;
  onChange: (value: string) => void;
  disabled?: boolean;
  error?: string;
  hint?: string;
}

const WALL_LENGTH = '2026-11-24T18:00'.length;

/**
 * A date and time in the reader's zone, with the zone's name at that very date. The hour that a spring night leaves
 * out is refused here; of the one that an autumn night repeats the reader says which.
 */
export function DateTimeField({ id, label, value, onChange, disabled = false, error, hint }: Props) {
  const { t, dates } = useReader();
  const meaning = dates.meaningOf(value);
  const missing = meaning.kind === 'missing' ? t.life.time.missing(value.slice(11, WALL_LENGTH), meaning.from, meaning.to) : undefined;
  return (
    <Field id={id} label={label} hint={hint} error={missing ?? error}>
      {({ 'aria-describedby': described, ...aria }) => (
        <>
          <span className="zoned">
            <input {...aria} type="datetime-local" aria-describedby={[described, meaning.kind === 'once' && `${id}-zone`].filter(Boolean).join(' ') || undefined} disabled={disabled} value={value.slice(0, WALL_LENGTH)} onChange={(event) => onChange(event.target.value)} />
            {meaning.kind === 'once' && <span className="zone-name" id={`${id}-zone`}>{dates.zoneName(meaning.instant)}</span>}
          </span>
          {meaning.kind === 'twice' && (
            <span className="twice">
              <label htmlFor={`${id}-which`}>{t.life.time.twice(value.slice(11, WALL_LENGTH))}</label>
              <select id={`${id}-which`} disabled={disabled} value={meaning.instant} onChange={(event) => onChange(meaning.choices.find(({ instant }) => instant === event.target.value)?.value ?? value)}>
                {meaning.choices.map(({ instant, value: text }, position) => (
                  <option key={instant} value={instant}>
                    {(position === 0 ? t.life.time.first : t.life.time.second)(`${dates.time(instant)} (UTC${text.slice(WALL_LENGTH)})`)}
                  </option>
                ))}
              </select>
            </span>
          )}
        </>
      )}
    </Field>
  );
}
