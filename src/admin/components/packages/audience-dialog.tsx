import { useState } from 'react';
import { matchingEntities } from './audience.js';
import { Dialog } from '../parts/dialog.js';
import { Code, ThingLink } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { useNames } from '../answers/use-answer.js';

/** How many entities it is offered to; who they are, behind a click. */
export function Audience({ codes }: { codes: readonly string[] }) {
  const { t } = useReader();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="link" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t.pages.pkg.audience(codes.length)}
      </button>
      {isOpen && <AudienceDialog codes={codes} onClose={() => setOpen(false)} />}
    </>
  );
}

const FIND_BEYOND = 8;

function AudienceDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const { t } = useReader();
  const [text, setText] = useState('');
  const nameOf = useNames([...codes]);
  const sorted = [...codes].sort((a, b) => nameOf(a).localeCompare(nameOf(b)) || a.localeCompare(b, undefined, { numeric: true }));
  const found = new Set(text.trim() ? matchingEntities(codes, nameOf, text) : codes);
  const shown = sorted.filter((code) => found.has(code));
  return (
    <Dialog shape="drawer" title={t.pages.pkg.audienceTitle} lead={t.pages.pkg.audience(codes.length)} region={t.pages.pkg.audienceTitle} onClose={onClose} footer={<button type="button" className="btn lg" onClick={onClose}>{t.frame.close}</button>}>
      <section>
        {codes.length > FIND_BEYOND && <input type="search" data-first-focus aria-label={t.pages.pkg.audienceFind} placeholder={t.pages.pkg.audienceFind} value={text} onChange={(event) => setText(event.target.value)} />}
        {shown.length === 0 && <p className="empty">{t.pages.pkg.audienceNone}</p>}
        <ul className="names">
          {shown.map((code) => (
            <li key={code}>
              <ThingLink code={code} label={nameOf(code)} /> <Code>{code}</Code>
            </li>
          ))}
        </ul>
      </section>
    </Dialog>
  );
}
