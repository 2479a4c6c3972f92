import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Icon } from './parts.js';

interface Props {
  words: ReactNode;
  icon: string;
  /** What the opened part is called. */
  label: string;
  quiet?: boolean;
  children: (close: () => void) => ReactNode;
}

/** A button that discloses a small panel below it; Esc and a click elsewhere close it, and the focus comes back. */
export function Menu({ words, icon, label, quiet = true, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [isOpen]);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div className="menu" ref={root} onKeyDown={(event) => event.key === 'Escape' && isOpen && close()}>
      <button ref={button} type="button" className={`btn ${quiet ? 'quiet' : ''}`} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name={icon} />
        {words}
        <Icon name="down" />
      </button>
      {isOpen && (
        <div className="menu-panel" role="group" aria-label={label}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
