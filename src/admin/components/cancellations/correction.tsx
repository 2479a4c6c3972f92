import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { Icon, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { Cancellation, Correction } from '../answers/things.js';
import { useNames } from '../answers/use-answer.js';
import { useCommand } from '../answers/use-command.js';

/** "Correct what was sent…": one draft to just those reached; once made, the way to it. */
export function CorrectionAction({ cancellation, reload }: { cancellation: Cancellation; reload: () => void }) {
  const { t, dates } = useReader();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const command = useCommand(reload);
  const { correction, code } = cancellation;
  const nameOf = useNames([correction?.by]);
  if (correction) {
    return (
      <Link className="btn sm" to={recordPath('deliveries', correction.delivery)} title={t.cascade.made(nameOf(correction.by), dates.moment(correction.at))}>
        <Icon name="rotate" />
        {t.cascade.openCorrection}
      </Link>
    );
  }
  const make = async (): Promise<void> => {
    const made = await command.run<Correction>(`/cancellations/${code}/correction`, {}, t.cascade.corrected);
    if (made) navigate(recordPath('deliveries', made.delivery));
  };
  return (
    <>
      <button type="button" className="btn main sm correct" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="rotate" />
        {t.cascade.correct}
      </button>
      {isOpen && (
        <ConfirmDialog title={t.cascade.correctTitle(code)} lead={t.cascade.correctWhy} keep={t.cascade.correctKeep} confirm={t.cascade.correctDo} problem={command.problem} busy={command.running} onConfirm={() => void make()} onClose={() => { setOpen(false); command.clear(); }} />
      )}
    </>
  );
}
