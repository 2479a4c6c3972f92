import { useState } from 'react';
import { Icon, ProblemNote } from '../parts/parts.js';
import { Menu } from '../parts/menu.js';
import { useReader } from '../reader/reader.js';
import { useAnswer, useNames } from '../answers/use-answer.js';
import { ViewDialog } from './view-dialog.js';
import { searchOfView, type SavedView } from './saved-view.js';
import { useViewCommands } from './use-view-commands.js';

interface Props {
  list: string;
  /** What the list shows now. */
  query: string;
  columns: string[] | null;
  onUse: (search: string, columns: string[] | null) => void;
}

/** Saved views of a list: a view only sets the address, which is the truth, and the columns. */
export function ViewMenu({ list, query, columns, onUse }: Props) {
  const { t, operator } = useReader();
  const answer = useAnswer<{ items: SavedView[] }>(`/views?list=${list}`);
  const [used, setUsed] = useState<string | null>(null);
  const [asked, setAsked] = useState<'save' | 'rename' | null>(null);
  const commands = useViewCommands(answer.reload);
  const views = answer.data?.items ?? [];
  const nameOf = useNames(views.map(({ owner }) => owner));
  // The one in use, else the one that the address happens to be.
  const current = views.find(({ id }) => id === used) ?? views.find((view) => query !== '' && searchOfView(view) === query) ?? null;
  const isChanged = current !== null && (searchOfView(current) !== query || (current.columns !== null && String(current.columns) !== String(columns)));
  const mayChange = current !== null && (current.owner === operator.email || (current.shared && operator.role === 'admin'));
  const own = views.filter(({ owner }) => owner === operator.email);
  const others = views.filter(({ owner }) => owner !== operator.email);
  const words = current === null ? t.lists.view : `${t.pair(t.lists.view, current.name)}${[current.shared && t.lists.shared, isChanged && t.lists.changed].filter(Boolean).map((word) => `, ${String(word)}`).join('')}`;
  const item = (view: SavedView, close: () => void) => (
    <button key={view.id} type="button" className="item" aria-current={view.id === current?.id ? 'true' : undefined} onClick={() => { setUsed(view.id); onUse(searchOfView(view), view.columns); close(); }}>
      {view.name}
      {view.owner !== operator.email && <span className="muted">{t.lists.by(nameOf(view.owner))}</span>}
      {view.owner === operator.email && view.shared && <span className="muted">{t.lists.shared}</span>}
    </button>
  );
  return (
    <>
      <Menu words={words} icon="bookmark" label={t.lists.views}>
        {(close) => (
          <>
            {(answer.problem ?? commands.problem) && <ProblemNote problem={(answer.problem ?? commands.problem) as NonNullable<typeof answer.problem>} />}
            {views.length === 0 && <p className="muted pad">{t.lists.none}</p>}
            {own.length > 0 && <h3>{t.lists.own}</h3>}
            {own.map((view) => item(view, close))}
            {others.length > 0 && <h3>{t.lists.sharedViews}</h3>}
            {others.map((view) => item(view, close))}
            {mayChange && isChanged && <button type="button" className="item" onClick={() => { void commands.change(current, { query, columns }); close(); }}><Icon name="check" />{t.lists.save}</button>}
            <button type="button" className="item" onClick={() => { setAsked('save'); close(); }}><Icon name="plus" />{t.lists.saveAs}</button>
            {mayChange && <button type="button" className="item" onClick={() => { setAsked('rename'); close(); }}><Icon name="edit" />{t.lists.rename}</button>}
            {mayChange && <button type="button" className="item" onClick={() => { void commands.remove(current); setUsed(null); close(); }}><Icon name="x" />{t.lists.remove}</button>}
          </>
        )}
      </Menu>
      {asked && <ViewDialog list={list} query={query} columns={columns} view={asked === 'rename' ? current : null} onClose={() => setAsked(null)} onSaved={(made) => { setAsked(null); if (made) setUsed(made.id); answer.reload(); }} />}
    </>
  );
}
