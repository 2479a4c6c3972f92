import { useState, type ReactNode } from 'react';
import type { ProblemBody } from '../answers/api.js';
import { Dialog } from './dialog.js';
import { ProblemNote } from './parts.js';
import { useReader } from '../reader/reader.js';

interface Props {
  title: string;
  lead: ReactNode;
  /** The way out; never "Cancel". */
  keep: string;
  confirm: string;
  danger?: boolean;
  /** Present where a comment is taken: its hint, and whether it must be given. */
  comment?: { hint: string; required: boolean; missing?: string };
  problem: ProblemBody | null;
  busy: boolean;
  onConfirm: (comment: string) => void;
  onClose: () => void;
  /** What it does, in numbers. */
  children?: ReactNode;
}

/** Asks once more, with a comment where one is taken. */
export function ConfirmDialog({ title, lead, keep, confirm, danger = false, comment, problem, busy, onConfirm, onClose, children }: Props) {
  const { t } = useReader();
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const act = (): void => {
    if (comment?.required && !text.trim()) setMissing(true);
    else onConfirm(text.trim());
  };
  const footer = (
    <>
      <p />
      <button type="button" className="btn lg" data-first-focus={comment ? undefined : true} onClick={onClose}>
        {keep}
      </button>
      <button type="button" className={`btn lg ${danger ? 'danger' : 'main'}`} disabled={busy} onClick={act}>
        {confirm}
      </button>
    </>
  );
  return (
    <Dialog title={title} lead={lead} footer={footer} onClose={onClose}>
      {children && <section>{children}</section>}
      {(problem || comment) && (
        <section>
          {problem && <ProblemNote problem={problem} />}
          {comment && (
            <>
              <label htmlFor="dialog-comment">{t.cancel.comment}</label> <span className="muted" id="dialog-hint">{comment.hint}</span>
              <textarea id="dialog-comment" data-first-focus rows={3} maxLength={2000} aria-describedby="dialog-hint" aria-invalid={missing} value={text} onChange={(event) => { setText(event.target.value); setMissing(false); }} />
              {missing && <p className="error" role="alert">{comment.missing}</p>}
            </>
          )}
        </section>
      )}
    </Dialog>
  );
}
