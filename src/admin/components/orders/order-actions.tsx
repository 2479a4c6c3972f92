import { useState, type ReactNode } from 'react';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import { SharedConsequences } from '../cancellations/consequences.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { useKey } from '../frame/frame.js';
import { Icon, ProblemNote, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { Consequences, Offer, Order } from '../answers/things.js';
import { useAnswer } from '../answers/use-answer.js';
import { useCommand } from '../answers/use-command.js';

const EVERY_TWO_SECONDS = 2_000;

type Command = 'approve' | 'reject' | 'place' | 'cancel';

/** Only what the API allows this reader now. Head office deletes, an entity withdraws or cancels: one command, `cancel`. */
export function OrderActions({ order, offer, entity, reload }: { order: Order; offer: Offer | undefined; entity: string; reload: () => void }) {
  const { t, isLocal } = useReader();
  const navigate = useNavigate();
  const told = (useLocation().state as { done?: string } | null)?.done;
  const [open, setOpen] = useState<'cancel' | 'reject' | null>(null);
  const command = useCommand(() => {
    setOpen(null);
    reload();
  });
  const may = (name: string): boolean => order.allowed?.includes(name) ?? false;
  const run = async (name: Command, comment = '', done: string = t.package.done[name]): Promise<void> => {
    const answer = await command.run<{ cancellation?: string }>(`/orders/${order.code}/${name}`, comment ? { comment } : {}, done);
    if (!isLocal && typeof answer?.cancellation === 'string') navigate(recordPath('cancellations', answer.cancellation));
  };
  const close = (): void => {
    setOpen(null);
    command.clear();
  };
  useKey('e', () => may('edit') && navigate(recordPath('orders', order.code, 'edit')));
  const isRegistered = order.status === 'approved' && offer?.orderApproval === 'automatic';
  const dialog = { problem: command.problem, busy: command.running, onClose: close };
  return (
    <div className="acts" role="group" aria-label={t.package.actions}>
      {(command.done ?? told) && <span className="muted" role="status">{command.done ?? told}</span>}
      {command.problem && open === null && <ProblemNote problem={command.problem} />}
      {may('place') && <button type="button" className="btn main" disabled={command.running} onClick={() => void run('place')}><Icon name="order" />{t.place}</button>}
      {may('approve') && <button type="button" className="btn main" disabled={command.running} onClick={() => void run('approve')}><Icon name="okc" />{t.approveOrder}</button>}
      {may('reject') && <button type="button" className="btn" aria-haspopup="dialog" onClick={() => setOpen('reject')}><Icon name="rej" />{t.package.reject}</button>}
      {may('edit') && <Link className="btn" to={recordPath('orders', order.code, 'edit')} aria-keyshortcuts="e"><Icon name="edit" />{t.orderEdit}</Link>}
      {may('cancel') && <button type="button" className="btn quiet asks" aria-haspopup="dialog" onClick={() => setOpen('cancel')}><Icon name="cancel" />{!isLocal ? t.orderDelete : isRegistered ? t.own.order.withdraw : t.own.order.cancel}</button>}
      {open === 'reject' && <ConfirmDialog {...dialog} title={t.reject.title(order.label || order.code)} lead={null} keep={t.package.keepAsIs} confirm={t.reject.confirm} comment={{ hint: t.reject.hintOrder, required: true, missing: t.reject.missing }} onConfirm={(comment) => void run('reject', comment)} />}
      {open === 'cancel' && !isLocal && <DeleteDialog {...dialog} order={order} entity={entity} onConfirm={(comment) => void run('cancel', comment)} />}
      {open === 'cancel' && isLocal && <WithdrawDialog {...dialog} order={order} isRegistered={isRegistered} onConfirm={(comment) => void run('cancel', comment, isRegistered ? t.own.order.done : undefined)} />}
    </div>
  );
}

type DialogProps = Pick<Parameters<typeof ConfirmDialog>[0], 'problem' | 'busy' | 'onClose' | 'onConfirm'> & { order: Order };

function DeleteDialog({ order, entity, ...dialog }: DialogProps & { entity: string }) {
  const { t } = useReader();
  const words = t.life.order;
  const lead: ReactNode = (
    <>
      {words.deleteLead(entity)} {order.status === 'available' && words.availableStops} {words.deleteTold}
    </>
  );
  const touched = useAnswer<Consequences>(`/orders/${order.code}/consequences`, { every: EVERY_TWO_SECONDS });
  return (
    <ConfirmDialog {...dialog} title={words.deleteTitle(order.code)} lead={lead} keep={t.cancel.orderKeep} confirm={words.deleteConfirm(order.code)} danger comment={{ hint: words.hint, required: false }}>
      {touched.data && <SharedConsequences consequences={touched.data} />}
    </ConfirmDialog>
  );
}

function WithdrawDialog({ order, isRegistered, ...dialog }: DialogProps & { isRegistered: boolean }) {
  const words = useReader().t.own.order;
  const said = isRegistered ? { title: words.withdrawTitle(order.code), lead: words.withdrawLead, confirm: words.withdrawConfirm(order.code) } : { title: words.cancelTitle(order.code), lead: words.cancelLead, confirm: words.cancelConfirm(order.code) };
  return <ConfirmDialog {...dialog} {...said} keep={words.keep} danger comment={{ hint: words.hint, required: false }} />;
}
