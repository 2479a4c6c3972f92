import { ConditionsEditor } from './conditions-editor.js';
import { ContentFields } from './content-fields.js';
import { ReferenceField } from '../parts/reference-field.js';
import { RepeatFields } from './repeat-fields.js';
import { UNITS, type ActivityDraft, type Unit } from './workflow-draft.js';
import { DateTimeField } from '../parts/date-time-field.js';
import { errorOf, Field } from '../parts/field.js';
import { useReader } from '../reader/reader.js';

interface Props<Draft> {
  draft: Draft;
  /** Where it stands in the body: `activities[2].` */
  within: string;
  errors: Map<string, string>;
  placeholders: readonly string[];
  onChange: (draft: ActivityDraft) => void;
}
type Of<Type extends ActivityDraft['type']> = Extract<ActivityDraft, { type: Type }>;

const isUnit = (value: string): value is Unit => value in UNITS;

/** The fields of one activity. */
export function ActivityFields({ draft, ...rest }: Props<ActivityDraft>) {
  switch (draft.type) {
    case 'query':
      return <QueryFields draft={draft} {...rest} />;
    case 'wait':
      return <WaitFields draft={draft} {...rest} />;
    case 'split':
      return <SplitFields draft={draft} {...rest} />;
    case 'deliver':
      return <DeliverFields draft={draft} {...rest} />;
  }
}

function QueryFields({ draft, within, errors, onChange }: Props<Of<'query'>>) {
  const { t } = useReader();
  const id = `activity-${draft.id}`;
  return (
    <div className="fields">
      <ReferenceField of="entities" many label={t.pages.form.entities} hint={t.pages.form.entitiesHint} id={`${id}-entities`} values={draft.entities} error={errorOf(errors, `${within}entities`)} onChange={(entities) => onChange({ ...draft, entities })} />
      <ConditionsEditor id={id} conditions={draft.conditions} error={errorOf(errors, `${within}query`)} onChange={(conditions) => onChange({ ...draft, conditions })} />
    </div>
  );
}

function WaitFields({ draft, within, errors, onChange }: Props<Of<'wait'>>) {
  const { t } = useReader();
  const words = t.pages.form;
  const id = `activity-${draft.id}`;
  return (
    <div className="form-line">
      <label>
        {words.waitWay}
        <select value={draft.way} onChange={(event) => onChange({ ...draft, way: event.target.value === 'until' ? 'until' : 'for' })}>
          <option value="for">{words.waitFor}</option>
          <option value="until">{words.waitUntil}</option>
        </select>
      </label>
      {draft.way === 'until' ? (
        <DateTimeField id={`${id}-until`} label={words.waitUntil} error={errorOf(errors, `${within}until`)} value={draft.until} onChange={(until) => onChange({ ...draft, until })} />
      ) : (
        <>
          <Field id={`${id}-amount`} label={words.waitFor} error={errorOf(errors, `${within}seconds`)}>
            {(aria) => <input {...aria} type="text" inputMode="decimal" value={draft.amount} onChange={(event) => onChange({ ...draft, amount: event.target.value })} />}
          </Field>
          <label>
            {words.unit}
            <select value={draft.unit} onChange={(event) => isUnit(event.target.value) && onChange({ ...draft, unit: event.target.value })}>
              {Object.keys(UNITS).filter(isUnit).map((unit) => (
                <option key={unit} value={unit}>
                  {words.units[unit]}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
    </div>
  );
}

function SplitFields({ draft, within, errors, onChange }: Props<Of<'split'>>) {
  const { t } = useReader();
  const words = t.pages.form;
  const id = `activity-${draft.id}`;
  return (
    <div className="form-line">
      <label>
        {words.splitBy}
        <select value={draft.way} onChange={(event) => onChange({ ...draft, way: event.target.value === 'by' ? 'by' : 'parts' })}>
          <option value="parts">{words.splitParts}</option>
          <option value="by">{words.splitAttribute}</option>
        </select>
      </label>
      <Field id={`${id}-split`} label={draft.way === 'by' ? words.attribute : words.parts} error={errorOf(errors, `${within}${draft.way}`)}>
        {(aria) => <input {...aria} type="text" inputMode={draft.way === 'by' ? 'text' : 'numeric'} value={draft.way === 'by' ? draft.by : draft.parts} onChange={(event) => onChange(draft.way === 'by' ? { ...draft, by: event.target.value } : { ...draft, parts: event.target.value })} />}
      </Field>
    </div>
  );
}

function DeliverFields({ draft, within, errors, placeholders, onChange }: Props<Of<'deliver'>>) {
  const { t } = useReader();
  const words = t.pages.form;
  const id = `activity-${draft.id}`;
  const { content } = draft;
  return (
    <div className="fields">
      <Field id={`${id}-label`} label={t.fields.label} error={errorOf(errors, `${within}delivery.label`)}>
        {(aria) => <input {...aria} type="text" required value={content.label} onChange={(event) => onChange({ ...draft, content: { ...content, label: event.target.value } })} />}
      </Field>
      <Field id={`${id}-part`} label={words.part} hint={words.partHint} error={errorOf(errors, `${within}part`)}>
        {(aria) => <input {...aria} type="text" value={draft.part} onChange={(event) => onChange({ ...draft, part: event.target.value })} />}
      </Field>
      <RepeatFields id={id} repeats={draft.repeats} within={within} errors={errors} onChange={(repeats) => onChange({ ...draft, repeats })} />
      <details>
        <summary>{words.sends}</summary>
        <div className="edit nested">
          <ContentFields id={id} draft={content} errors={errors} within={`${within}delivery.`} placeholders={placeholders} onChange={(next) => onChange({ ...draft, content: next })} />
        </div>
      </details>
    </div>
  );
}
