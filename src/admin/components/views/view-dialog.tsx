import { useState } from 'react';
import { Dialog } from '../parts/dialog.js';
import { ProblemNote } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { SavedView } from './saved-view.js';
import { useViewCommands } from './use-view-commands.js';

const NAME_MAX = 80;

interface Props {
  list: string;
  query: string;
  columns: string[] | null;
  /** The view that is renamed; null: it is to be made. */
  view: SavedView | null;
  onClose: () => void;
  onSaved: (view: SavedView | null) => void;
}

/** A view's name, and whether all of head office has it. */
export function ViewDialog({ list, query, columns, view, onClose, onSaved }: Props) {
  const { t } = useReader();
  const [name, setName] = useState(view?.name ?? '');
  const [shared, setShared] = useState(view?.shared ?? false);
  const commands = useViewCommands(() => undefined);
  const given = { name: name.trim(), shared };
  const save = async (): Promise<void> => {
    if (view) return (await commands.change(view, given)) ? onSaved(null) : undefined;
    const made = await commands.create(list, { ...given, query, columns });
    if (made) onSaved(made);
  };
  const footer = (
    <>
      <p />
      <button type="button" className="btn lg" onClick={onClose}>
        {t.lists.keep}
      </button>
      <button type="button" className="btn main lg" disabled={name.trim() === ''} onClick={() => void save()}>
        {t.lists.saveIt}
      </button>
    </>
  );
  return (
    <Dialog title={view ? t.lists.renameTitle(view.name) : t.lists.saveTitle} footer={footer} onClose={onClose}>
      <section>
        {commands.problem && <ProblemNote problem={commands.problem} />}
        <div className="field">
          <label htmlFor="view-name">{t.lists.name}</label>
          <input id="view-name" data-first-focus type="text" maxLength={NAME_MAX} value={name} onChange={(event) => setName(event.target.value)} />
        </div>
        <label className="tick">
          <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />
          {t.lists.share}
        </label>
      </section>
    </Dialog>
  );
}
