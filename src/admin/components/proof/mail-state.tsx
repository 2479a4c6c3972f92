import { Icon } from '../parts/parts.js';
import { ProcessChip } from '../parts/status.js';
import { useReader } from '../reader/reader.js';
import { mailError } from './mail-errors.js';

/** How a mail stands; one that was held back failed nobody: it would have told what is not true any more. */
export function MailState({ mail }: { mail: { state: string; lastError: string | null } }) {
  const { t } = useReader();
  const isHeldBack = mail.state === 'failed' && mail.lastError !== null && mailError(mail.lastError, t).isHeldBack;
  if (!isHeldBack) return <ProcessChip of="notifications" status={mail.state} />;
  return (
    <span className="pr stop">
      <Icon name="cancel" />
      {t.pages.mail.heldBack}
    </span>
  );
}
