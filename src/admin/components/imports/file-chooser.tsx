import { useState, type DragEvent } from 'react';
import { Icon } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { ImportedList } from './import-button.js';
import { csvOf } from './report-file.js';
import { useFile } from './use-file.js';

const TEMPLATES: Record<ImportedList, string[][]> = {
  recipients: [['email', 'entity', 'firstName', 'lastName', 'locale', 'city'], ['anna.martin@example.com', 'OU1', 'Anna', 'Martin', 'fr', 'Lyon']],
  entities: [['code', 'label', 'locale', 'timeZone', 'contact', 'notificationGroup', 'orderReviewers'], ['', 'Lyon', 'fr', 'Europe/Paris', '', 'lyon@example.com; manager.lyon@example.com', '']],
};

/** A file from a button or dropped upon it, and a template of one. */
export function FileChooser({ list, file, isBusy, choose }: { list: ImportedList; file: File | null; isBusy: boolean; choose: (file: File) => void }) {
  const { t } = useReader();
  const [isOver, setOver] = useState(false);
  const template = useFile(csvOf(TEMPLATES[list]));
  const take = (files: FileList | null): void => {
    const [first] = files ?? [];
    if (first && !isBusy) choose(first);
  };
  const over = (event: DragEvent, on: boolean): void => {
    event.preventDefault();
    setOver(on);
  };
  return (
    <section>
      <div className={isOver ? 'drop over' : 'drop'} onDragOver={(event) => over(event, true)} onDragLeave={(event) => over(event, false)} onDrop={(event) => { over(event, false); take(event.dataTransfer.files); }}>
        <input id="import-file" className="vh" data-first-focus type="file" accept=".csv,text/csv,text/plain" disabled={isBusy} aria-describedby="import-hint" onChange={(event) => { take(event.target.files); event.target.value = ''; }} />
        <label htmlFor="import-file" className="btn"><Icon name="upload" />{file ? t.imports.another : t.imports.choose}</label>
        <p className="muted" id="import-hint">{t.imports.hint}</p>
        {file && <p><Icon name="file" /> <b>{file.name}</b></p>}
      </div>
      <p className="muted">
        {t.imports.columns[list]} <a href={template} download={t.imports.templateName[list]}>{t.imports.template}</a>
      </p>
    </section>
  );
}
