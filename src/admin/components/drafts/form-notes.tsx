import { ConflictChooser } from '../conflicts/conflict-chooser.js';
import { Icon } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { Form, Versioned } from './use-form.js';

interface Props<Thing extends Versioned, Draft extends object> {
  form: Form<Thing, Draft>;
  /** A field and its value as people say them. */
  nameOf: (field: string) => string;
  say: (field: string, value: unknown) => string;
  /** A draft whose fields lie deeper, laid flat to be compared, and back. */
  flat?: (draft: Draft) => object;
  unflat?: (flat: object) => Draft;
}

/** Above a form: what was typed earlier and never saved, and what somebody else saved meanwhile. */
export function FormNotes<Thing extends Versioned, Draft extends object>({ form, nameOf, say, flat = (draft) => draft, unflat = (draft) => draft as Draft }: Props<Thing, Draft>) {
  const { t, dates } = useReader();
  const { kept, clash } = form;
  return (
    <>
      {kept && (
        <section className="note mb" aria-label={t.conflict.kept(dates.moment(kept.at))}>
          <Icon name="info" />
          <div className="why">
            {t.conflict.kept(dates.moment(kept.at))}
            <div className="acts">
              <button type="button" className="btn main sm" onClick={form.takeUp}>{t.conflict.takeUp}</button>
              <button type="button" className="btn sm" onClick={form.letGo}>{t.conflict.letGo}</button>
            </div>
          </div>
        </section>
      )}
      {clash && (
        <ConflictChooser
          key={clash.theirs.version}
          base={flat(clash.base)}
          mine={flat(clash.mine)}
          theirs={flat(form.draftOf(clash.theirs))}
          by={clash.theirs.modifiedBy ?? ''}
          at={clash.theirs.modifiedAt}
          nameOf={nameOf as (field: never) => string}
          say={say as (field: never, value: unknown) => string}
          busy={false}
          onSave={(chosen) => void form.settle(unflat(chosen))}
        />
      )}
    </>
  );
}
