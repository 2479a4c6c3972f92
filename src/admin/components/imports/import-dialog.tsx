import { useState } from 'react';
import { Problem, type ProblemBody } from '../answers/api.js';
import { Dialog } from '../parts/dialog.js';
import { Icon, ProblemNote } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { FileChooser } from './file-chooser.js';
import type { ImportedList } from './import-button.js';
import { encodingOf, sendFile, type Encoding, type ImportAnswer } from './import-file.js';
import { ImportReport } from './import-report.js';

const PATHS: Record<ImportedList, string> = { recipients: '/recipients', entities: '/entities/import' };

interface Read {
  encoding: Encoding;
  answer: ImportAnswer;
}

/** A file, what it would do, and, once that was confirmed, what it did: line by line. */
export function ImportDialog({ list, onClose }: { list: ImportedList; onClose: (hasImported: boolean) => void }) {
  const { t } = useReader();
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<Read | null>(null);
  const [done, setDone] = useState<ImportAnswer | null>(null);
  const [busy, setBusy] = useState<'reading' | 'importing' | null>(null);
  const [problem, setProblem] = useState<ProblemBody | null>(null);

  const attempt = async (what: 'reading' | 'importing', work: () => Promise<void>): Promise<void> => {
    setBusy(what);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(error instanceof Problem ? error.body : { status: 0 });
    } finally {
      setBusy(null);
    }
  };
  const choose = (chosen: File): Promise<void> => {
    setFile(chosen);
    setPreview(null);
    return attempt('reading', async () => {
      const encoding = await encodingOf(chosen);
      setPreview({ encoding, answer: await sendFile(PATHS[list], chosen, encoding, true) });
    });
  };
  const confirm = (): Promise<void> => attempt('importing', async () => file && preview ? setDone(await sendFile(PATHS[list], file, preview.encoding, false)) : undefined);

  const good = preview ? preview.answer.created + preview.answer.updated : 0;
  const footer = done ? (
    <>
      <p />
      <button type="button" className="btn lg main" data-first-focus onClick={() => onClose(true)}>{t.imports.close}</button>
    </>
  ) : (
    <>
      <p className="muted">{preview && good > 0 && t.imports.nothingYet}</p>
      <button type="button" className="btn lg" onClick={() => onClose(false)}>{t.imports.leave}</button>
      {preview && good > 0 && <button type="button" className="btn lg main" disabled={busy !== null} onClick={() => void confirm()}>{t.imports.confirm(list, good)}</button>}
    </>
  );
  return (
    <Dialog title={t.imports.title[list]} lead={t.imports.lead[list]} footer={footer} region={t.imports.title[list]} onClose={() => onClose(done !== null)}>
      {!done && <FileChooser list={list} file={file} isBusy={busy !== null} choose={(chosen) => void choose(chosen)} />}
      {problem && <ProblemNote problem={problem} />}
      {problem?.errors && <ul className="lines">{problem.errors.map(({ field, message }) => <li key={field + message}>{t.pair(field, message)}</li>)}</ul>}
      <p role="status" className="busy">{busy && file ? t.imports[busy](file.name) : ''}</p>
      {preview?.encoding === 'windows-1252' && !done && <p className="note"><Icon name="alert" /><span className="why">{t.imports.oldEncoding}</span></p>}
      {done ? <ImportReport list={list} answer={done} isDone /> : preview && <ImportReport list={list} answer={preview.answer} isDone={false} />}
    </Dialog>
  );
}
