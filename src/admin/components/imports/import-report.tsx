import { useMemo } from 'react';
import { Icon } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { ImportedList } from './import-button.js';
import type { ImportAnswer } from './import-file.js';
import { csvOf } from './report-file.js';
import { useFile } from './use-file.js';

const SHOWN = 200;

/** How many lines come out how, each rejected one with its reason, and all of it as a file. */
export function ImportReport({ list, answer, isDone }: { list: ImportedList; answer: ImportAnswer; isDone: boolean }) {
  const { t, n } = useReader();
  const { created, updated, rejected, rejectedTotal, lines = [] } = answer;
  const all = created + updated + rejectedTotal;
  const file = useMemo(() => csvOf([[t.imports.line, t.imports.of[list], t.imports.result, t.imports.why], ...lines.map(({ line, of, result, why }) => [line, of, t.imports.results[result], why ?? ''])]), [lines, list, t]);
  const address = useFile(file);
  const said = isDone ? t.imports.was : t.imports.willBe;
  return (
    <section className="import-report">
      <h2>{isDone ? t.imports.done(all) : t.imports.preview(all)}</h2>
      <div role="status">
        <dl className="figs">
          <div><dt>{said.created}</dt><dd>{n(created)}</dd></div>
          <div><dt>{said.updated}</dt><dd>{n(updated)}</dd></div>
          <div className={rejectedTotal > 0 ? 'bad' : undefined}><dt>{said.rejected}</dt><dd>{n(rejectedTotal)}</dd></div>
        </dl>
      </div>
      {!isDone && created + updated === 0 && <p className="strong">{t.imports.noneGood}</p>}
      {rejected.length > 0 && (
        <table className="plain">
          <caption>{t.imports.rejectedOf(Math.min(rejected.length, SHOWN), rejectedTotal)}</caption>
          <thead><tr><th scope="col" className="num">{t.imports.line}</th><th scope="col">{t.imports.why}</th></tr></thead>
          <tbody>{rejected.slice(0, SHOWN).map(({ line, why }) => <tr key={line}><td className="num">{n(line)}</td><td>{why}</td></tr>)}</tbody>
        </table>
      )}
      {lines.length > 0 && (
        <p>
          <a className="btn" href={address} download={t.imports.reportName[list]}><Icon name="download" />{t.imports.download}</a>{' '}
          {all > lines.length && <span className="muted">{t.imports.firstOnly(lines.length)}</span>}
        </p>
      )}
    </section>
  );
}
