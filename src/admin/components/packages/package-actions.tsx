import { useState } from 'react';
import { Link } from 'react-router-dom';
import { CancelDialog } from '../cancellations/cancel-dialog.js';
import { ReinitializeDialog } from '../cancellations/reinitialize-dialog.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { useKey } from '../frame/frame.js';
import { Icon, ProblemNote, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { useNavigate } from 'react-router-dom';
import type { CampaignPackage } from '../answers/things.js';
import { useCommand } from '../answers/use-command.js';

type Open = 'cancel' | 'reject' | 'publish' | 'reinitialize' | null;

/** Only what is allowed now, by the package's state and the reader's role, as the API says it. */
export function PackageActions({ item, reload }: { item: CampaignPackage; reload: () => void }) {
  const { t } = useReader();
  const navigate = useNavigate();
  const [open, setOpen] = useState<Open>(null);
  const command = useCommand(() => {
    setOpen(null);
    reload();
  });
  const may = (name: string): boolean => item.allowed?.includes(name) ?? false;
  const run = (name: 'submit' | 'approve' | 'reject' | 'publish', comment = ''): void => void command.run(`/packages/${item.code}/${name}`, comment ? { comment } : {}, t.package.done[name]);
  const close = (): void => {
    setOpen(null);
    command.clear();
  };
  const editPath = recordPath('packages', item.code, 'edit');
  useKey('e', () => may('edit') && navigate(editPath));
  return (
    <div className="acts" role="group" aria-label={t.package.actions}>
      {command.done && <span className="muted" role="status">{command.done}</span>}
      {command.problem && open === null && <ProblemNote problem={command.problem} />}
      {may('submit') && <button type="button" className="btn main" disabled={command.running} onClick={() => run('submit')}><Icon name="asked" />{t.package.submit}</button>}
      {may('approve') && <button type="button" className="btn main" disabled={command.running} onClick={() => run('approve')}><Icon name="okc" />{t.package.approve}</button>}
      {may('reject') && <button type="button" className="btn" aria-haspopup="dialog" onClick={() => setOpen('reject')}><Icon name="rej" />{t.package.reject}</button>}
      {may('publish') && <button type="button" className="btn main" aria-haspopup="dialog" onClick={() => setOpen('publish')}><Icon name="pub" />{t.package.publish}</button>}
      {may('edit') && <Link className="btn" to={editPath} aria-keyshortcuts="e"><Icon name="edit" />{t.package.edit}</Link>}
      {may('reinitialize') && <button type="button" className="btn" aria-haspopup="dialog" onClick={() => setOpen('reinitialize')}><Icon name="rotate" />{t.package.reinitialize}</button>}
      {may('cancel') && <button type="button" className="btn quiet asks" aria-haspopup="dialog" onClick={() => setOpen('cancel')}><Icon name="cancel" />{t.package.cancel}</button>}
      {open === 'cancel' && <CancelDialog item={item} onClose={close} />}
      {open === 'reject' && (
        <ConfirmDialog title={t.reject.title(item.label)} lead={null} keep={t.package.keepAsIs} confirm={t.reject.confirm} comment={{ hint: t.reject.hint, required: true, missing: t.reject.missing }} problem={command.problem} busy={command.running} onConfirm={(comment) => run('reject', comment)} onClose={close} />
      )}
      {open === 'publish' && (
        <ConfirmDialog title={t.package.publishTitle(item.label)} lead={t.package.publishWhy} keep={t.package.keepAsIs} confirm={t.package.publish} problem={command.problem} busy={command.running} onConfirm={() => run('publish')} onClose={close} />
      )}
      {open === 'reinitialize' && <ReinitializeDialog item={item} onConfirm={() => navigate(recordPath('packages', item.code, 'reinitialize'))} onClose={close} />}
    </div>
  );
}
