import { COMPARISONS, type Comparison, type Condition } from './delivery-draft.js';
import { Icon } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';

interface Props {
  id: string;
  conditions: readonly Condition[];
  error?: string;
  onChange: (conditions: Condition[]) => void;
}

const isComparison = (value: string): value is Comparison => (COMPARISONS as readonly string[]).includes(value);

/** Which recipients, by their fields: each condition narrows further. */
export function ConditionsEditor({ id, conditions, error, onChange }: Props) {
  const { t } = useReader();
  const words = t.pages.form;
  const change = (at: number, part: Partial<Condition>): void => onChange(conditions.map((condition, index) => (index === at ? { ...condition, ...part } : condition)));
  return (
    <div className="wide" role="group" aria-labelledby={`${id}-query`}>
      <b id={`${id}-query`}>{words.query}</b>
      {error && <p className="error" role="alert">{error}</p>}
      {conditions.map(({ attribute, comparison, value }, index) => (
        <div className="form-line" key={index}>
          <label>
            {words.attribute}
            <input type="text" value={attribute} onChange={(event) => change(index, { attribute: event.target.value })} />
          </label>
          <label>
            {words.comparison}
            <select value={comparison} onChange={(event) => isComparison(event.target.value) && change(index, { comparison: event.target.value })}>
              {COMPARISONS.map((each) => (
                <option key={each} value={each}>
                  {words.comparisons[each]}
                </option>
              ))}
            </select>
          </label>
          <label>
            {words.value} {comparison === 'is' && <span className="sub">{words.valueHint}</span>}
            <input type="text" value={value} onChange={(event) => change(index, { value: event.target.value })} />
          </label>
          <button type="button" className="btn quiet sm" aria-label={words.removeCondition(index + 1)} onClick={() => onChange(conditions.filter((_condition, at) => at !== index))}>
            <Icon name="x" />
          </button>
        </div>
      ))}
      <p className="line">
        <button type="button" className="btn sm" onClick={() => onChange([...conditions, { attribute: '', comparison: 'is', value: '' }])}>
          <Icon name="plus" />
          {words.addCondition}
        </button>
      </p>
    </div>
  );
}
