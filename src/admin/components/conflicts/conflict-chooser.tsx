import { useState } from 'react';
import { Icon } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { useNames } from '../answers/use-answer.js';
import { compared, merged, type Choice } from './three-ways.js';

interface Props<Draft extends object> {
  base: Draft;
  mine: Draft;
  theirs: Draft;
  /** Who saved first, and when. */
  by: string;
  at: string;
  /** A field and its value as people say them. */
  nameOf: (field: keyof Draft) => string;
  say: (field: keyof Draft, value: unknown) => string;
  busy: boolean;
  onSave: (draft: Draft) => void;
}

/** Somebody else saved first: who, when, what differs; theirs or mine, field by field. Nothing typed is lost. */
export function ConflictChooser<Draft extends object>({ base, mine, theirs, by, at, nameOf, say, busy, onSave }: Props<Draft>) {
  const { t, dates } = useReader();
  const personOf = useNames(by ? [by] : []);
  const [choices, setChoices] = useState<Partial<Record<keyof Draft, Choice>>>({});
  const { conflicts, taken } = compared(base, mine, theirs);
  const isChosen = conflicts.every((field) => choices[field] !== undefined);
  const chooseAll = (choice: Choice): void => setChoices(Object.fromEntries(conflicts.map((field) => [field, choice])) as Partial<Record<keyof Draft, Choice>>);
  const text = (field: keyof Draft, value: unknown): string => say(field, value) || t.none;
  return (
    <section className="note warn mb conflict" role="alert" aria-labelledby="conflict-title">
      <Icon name="alert" />
      <div className="why">
        <b id="conflict-title">{t.conflict.title(by ? personOf(by) : t.conflict.somebody, dates.moment(at))}</b> {conflicts.length > 0 ? t.conflict.choose : t.conflict.none}
        {taken.length > 0 && (
          <ul>
            {taken.map((field) => (
              <li key={String(field)}>{t.pair(nameOf(field), t.conflict.taken(text(field, theirs[field])))}</li>
            ))}
          </ul>
        )}
        {conflicts.map((field) => (
          <fieldset key={String(field)}>
            <legend>{nameOf(field)}</legend>
            {(['theirs', 'mine'] as const).map((choice) => (
              <label key={choice} className="tick">
                <input type="radio" name={`conflict-${String(field)}`} checked={choices[field] === choice} onChange={() => setChoices({ ...choices, [field]: choice })} />
                {t.pair(choice === 'theirs' ? t.conflict.theirs : t.conflict.mine, text(field, choice === 'theirs' ? theirs[field] : mine[field]))}
              </label>
            ))}
          </fieldset>
        ))}
        <div className="acts">
          {conflicts.length > 1 && <button type="button" className="btn sm" onClick={() => chooseAll('theirs')}>{t.conflict.allTheirs}</button>}
          {conflicts.length > 1 && <button type="button" className="btn sm" onClick={() => chooseAll('mine')}>{t.conflict.allMine}</button>}
          <button type="button" className="btn main sm" disabled={busy || !isChosen} onClick={() => onSave(merged(base, mine, theirs, choices))}>{t.conflict.save}</button>
        </div>
      </div>
    </section>
  );
}
