import { Dialog } from '../parts/dialog.js';
import { useReader } from '../reader/reader.js';
import type { CampaignPackage } from '../answers/things.js';

/** The first of the two steps: what stays and what begins anew, side by side. Nothing is written here. */
export function ReinitializeDialog({ item, onConfirm, onClose }: { item: CampaignPackage; onConfirm: () => void; onClose: () => void }) {
  const { t } = useReader();
  const words = t.cascade.reinitialize;
  const isLocal = item.kind === 'local';
  const footer = (
    <>
      <p>{words.nothingYet}</p>
      <button type="button" className="btn lg" data-first-focus onClick={onClose}>
        {t.package.keepAsIs}
      </button>
      <button type="button" className="btn main lg" onClick={onConfirm}>
        {t.reinitialize.ok}
      </button>
    </>
  );
  return (
    <Dialog title={t.reinitialize.title(item.label)} lead={t.reinitialize.confirm} region={t.reinitialize.form} onClose={onClose} footer={footer}>
      <div className="kept">
        <section aria-labelledby="reinitialize-kept">
          <h2 id="reinitialize-kept">{words.kept}</h2>
          <ul>{[...words.keeps, isLocal ? words.keepsLocal : words.keepsRecord].map((line) => <li key={line}>{line}</li>)}</ul>
        </section>
        <section aria-labelledby="reinitialize-reset">
          <h2 id="reinitialize-reset">{words.reset}</h2>
          <ul>{[...words.resets(item.cycle + 1), ...(isLocal ? [] : words.resetsCollaborative)].map((line) => <li key={line}>{line}</li>)}</ul>
        </section>
      </div>
    </Dialog>
  );
}
