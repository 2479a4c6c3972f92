import { useState, type ReactNode } from 'react';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { Icon, ProblemNote } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { useCommand } from '../answers/use-command.js';

export type ProcessCommand = 'start' | 'pause' | 'resume' | 'stop';

const COMMANDS: readonly ProcessCommand[] = ['start', 'resume', 'pause', 'stop'];
const LOOKS: Record<ProcessCommand, { icon: string; style: string }> = { start: { icon: 'play', style: 'main' }, resume: { icon: 'play', style: 'main' }, pause: { icon: 'pause', style: '' }, stop: { icon: 'stop', style: 'quiet asks' } };

/** What a command does here, in numbers, and what its last button says. */
export interface Consequence {
  lead: ReactNode;
  confirm?: string;
}

interface Props {
  /** Of the thing, under /api/v1. */
  path: string;
  code: string;
  label: string;
  allowed: readonly string[];
  /** Else the way out of the stop dialog does not speak of running. */
  isRunning: boolean;
  told: Record<ProcessCommand, Consequence>;
  takesComment?: boolean;
  /** In the row of a table: icons alone, named for screen readers. */
  small?: boolean;
  reload: () => void;
}

/** Start, pause, resume and stop; only those allowed now, each after a dialog that says what it does. */
export function ProcessActions({ path, code, label, allowed, isRunning, told, takesComment = true, small = false, reload }: Props) {
  const { t } = useReader();
  const [open, setOpen] = useState<ProcessCommand | null>(null);
  const command = useCommand(() => {
    setOpen(null);
    reload();
  });
  const words = t.pages.sure;
  const close = (): void => {
    setOpen(null);
    command.clear();
  };
  const run = (name: ProcessCommand, comment: string): void => void command.run(`${path}/${name}`, comment ? { comment } : {}, t.package.done[name]);
  const titles = { start: words.startTitle, pause: words.pauseTitle, resume: words.resumeTitle, stop: words.stopTitle };
  const name = (each: ProcessCommand): string => t.process[each].replace('…', '');
  const button = (each: ProcessCommand): ReactNode =>
    small ? (
      <button key={each} type="button" className="btn quiet sm" aria-haspopup="dialog" title={name(each)} onClick={() => setOpen(each)}>
        <Icon name={LOOKS[each].icon} />
        <span className="vh">{words[each](code)}</span>
      </button>
    ) : (
      <button key={each} type="button" className={`btn ${LOOKS[each].style}`} aria-haspopup="dialog" onClick={() => setOpen(each)}>
        <Icon name={LOOKS[each].icon} />
        {name(each)}…
      </button>
    );
  return (
    <div className={small ? 'acts rowacts' : 'acts'} role="group" aria-label={small ? t.pages.campaign.acts(code) : t.package.actions}>
      {command.done && <span className={small ? 'vh' : 'muted'} role="status">{command.done}</span>}
      {command.problem && open === null && <ProblemNote problem={command.problem} />}
      {COMMANDS.filter((each) => allowed.includes(each)).map(button)}
      {open && (
        <ConfirmDialog
          title={titles[open](label || code)}
          lead={<>{told[open].lead}{open === 'stop' && <> {words.final}</>}</>}
          keep={isRunning ? words.keepRunning : words.keep}
          confirm={told[open].confirm ?? words[open](code)}
          danger={open === 'stop'}
          {...(takesComment && { comment: { hint: words.hint, required: false } })}
          problem={command.problem}
          busy={command.running}
          onConfirm={(comment) => run(open, comment)}
          onClose={close}
        />
      )}
    </div>
  );
}
