import { Dialog } from '../parts/dialog.js';
import { useReader } from '../reader/reader.js';

/** What each key does; none of them cancels anything. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const { t } = useReader();
  const footer = (
    <>
      <p />
      <button type="button" className="btn lg" data-first-focus onClick={onClose}>
        {t.frame.close}
      </button>
    </>
  );
  return (
    <Dialog title={t.keys.title} footer={footer} onClose={onClose}>
      <section>
        <dl className="facts keys">
          {t.keys.list.map(([key, what]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </section>
    </Dialog>
  );
}
