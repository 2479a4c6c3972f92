import { useEffect, useRef, type ReactNode } from 'react';
import { useReader } from '../reader/reader.js';
import { Icon } from './parts.js';

interface Props {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  footer: ReactNode;
  onClose: () => void;
  /** Label of the part that scrolls. */
  region?: string;
  shape?: 'dialog' | 'drawer';
}

/**
 * A modal dialog. The browser's own: it keeps the focus inside, closes with Esc and gives the focus back. No form
 * wraps the buttons, so that Enter never confirms.
 */
export function Dialog({ title, lead, children, footer, onClose, region, shape = 'dialog' }: Props) {
  const { t } = useReader();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    const opener = document.activeElement;
    dialog?.showModal();
    const first = dialog?.querySelector<HTMLElement>('[data-first-focus]') ?? dialog?.querySelector<HTMLElement>('.body input');
    first?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog ref={element} className={shape} aria-labelledby="dialog-title" aria-describedby={lead ? 'dialog-lead' : undefined} onCancel={(event) => { event.preventDefault(); onClose(); }}>
      <div className="dialog-box">
        <header>
          <h1 id="dialog-title">{title}</h1>
          {lead && <p id="dialog-lead">{lead}</p>}
          {shape === 'drawer' && (
            <button type="button" className="btn quiet close" aria-label={t.frame.close} onClick={onClose}>
              <Icon name="x" />
            </button>
          )}
        </header>
        <div className="body" tabIndex={region ? 0 : undefined} role={region ? 'region' : undefined} aria-label={region}>
          {children}
        </div>
        <footer>{footer}</footer>
      </div>
    </dialog>
  );
}
