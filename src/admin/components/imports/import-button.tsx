import { useState } from 'react';
import { Icon } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { ImportDialog } from './import-dialog.js';

export type ImportedList = 'recipients' | 'entities';

/** Opens the import of a list, for who may; `onDone` shows the list again once something was imported. */
export function ImportButton({ list, onDone }: { list: ImportedList; onDone: () => void }) {
  const { t, operator } = useReader();
  const [isOpen, setOpen] = useState(false);
  const mayImport = operator.role === 'admin' || (operator.role === 'central' && list === 'recipients');
  if (!mayImport) return null;
  const close = (hasImported: boolean): void => {
    setOpen(false);
    if (hasImported) onDone();
  };
  return (
    <>
      <button type="button" className="btn" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="upload" />
        {t.imports.open}
      </button>
      {isOpen && <ImportDialog list={list} onClose={close} />}
    </>
  );
}
