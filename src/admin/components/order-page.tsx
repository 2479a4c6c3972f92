import { useState, type ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { ConfirmDialog } from './confirm-dialog.js';
import { useKey } from './frame.js';
import { Timeline } from './journal.js';
import { PageHead } from './page-head.js';
import { Absent, Card, Code, Facts, Icon, ProblemNote, recordPath, ThingLink } from './parts.js';
import { useReader } from './reader.js';
import { LateMark, LifeBadge, useOrderLine } from './status.js';
import type { CampaignPackage, Order } from './things.js';
import { useAnswer, useNames } from './use-answer.js';
import { useCommand } from './use-command.js';

const EVERY_FIVE_SECONDS = 5000;

/** One entity's order: what it entered, where it stands, what may be done. */
export function OrderPage() {
  const { t, dates } = useReader();
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<Order>(`/orders/${encodeURIComponent(code)}`, { every: EVERY_FIVE_SECONDS });
  const order = answer.data;
  const item = useAnswer<CampaignPackage>(order ? `/packages/${order.package}` : null).data;
  const nameOf = useNames([order?.entity, order?.package, order?.assignedTo, order?.campaign, order?.canceled?.by, order?.rejection?.by]);
  const line = useOrderLine(nameOf);
  if (!order) return <Absent problem={answer.problem} retry={answer.reload} />;
  const facts: [string, ReactNode][] = [
    [t.fields.code, <Code key="code">{order.code}</Code>],
    [t.fields.package, <><ThingLink code={order.package} label={nameOf(order.package)} /> <Code>{order.package}</Code></>],
    [t.fields.entity, <>{nameOf(order.entity)} <Code>{order.entity}</Code></>],
    [t.fields.assignedTo, nameOf(order.assignedTo)],
    [t.fields.created, dates.moment(order.createdAt)],
    [t.fields.child, order.campaign && <><ThingLink code={order.campaign} label={nameOf(order.campaign)} /> <Code>{order.campaign}</Code></>],
    [t.fields.cycle, String(order.cycle)],
    [t.fields.comment, order.comment],
  ];
  return (
    <>
      <PageHead
        resource="orders"
        between={<><ThingLink code={order.package} label={nameOf(order.package)} /> <Code>{order.package}</Code></>}
        title={order.label || t.orderOf(nameOf(order.entity))}
        code={order.code}
        line={
          <>
            <LifeBadge status={order.status} big />
            <LateMark late={order.late} />
            <span>{line(order)}</span>
            {order.canceled?.cancellation && <Link to={recordPath('cancellations', order.canceled.cancellation)}>{t.package.seeCancellation}</Link>}
          </>
        }
        actions={<OrderActions order={order} entity={nameOf(order.entity)} reload={answer.reload} />}
      />
      {answer.problem && <ProblemNote problem={answer.problem} />}
      <div className="two">
        <div className="stack">
          <Card title={t.orderGeneral} id="card-general" beside={t.fields.parameters}>
            {order.incomplete && <p className="pad lt"><Icon name="alert" /> {t.fields.incomplete}</p>}
            <Parameters order={order} item={item} />
          </Card>
          <Timeline subject={order.code} every={EVERY_FIVE_SECONDS} />
        </div>
        <Card title={t.package.summary} id="card-summary">
          <Facts facts={facts} />
        </Card>
      </div>
    </>
  );
}

function Parameters({ order, item }: { order: Order; item: CampaignPackage | undefined }) {
  const { t, dates } = useReader();
  const values = Object.entries(order.parameters ?? {});
  if (values.length === 0) return <p className="empty">{t.noParameters}</p>;
  const field = (name: string) => item?.form.find((each) => each.name === name);
  const words = (name: string, value: unknown): string => {
    if (typeof value === 'boolean') return value ? t.yes : t.no;
    if (value === null || value === '') return t.none;
    return field(name)?.type === 'date' && !Number.isNaN(Date.parse(String(value))) ? dates.day(String(value)) : String(value);
  };
  return <Facts facts={values.map(([name, value]) => [field(name)?.label ?? name, words(name, value)])} />;
}

function OrderActions({ order, entity, reload }: { order: Order; entity: string; reload: () => void }) {
  const { t } = useReader();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'cancel' | 'reject' | null>(null);
  const command = useCommand(() => {
    setOpen(null);
    reload();
  });
  const may = (name: string): boolean => order.allowed?.includes(name) ?? false;
  const run = (name: 'approve' | 'reject' | 'place', comment = ''): void => void command.run(`/orders/${order.code}/${name}`, comment ? { comment } : {}, t.package.done[name]);
  const cancel = async (comment: string): Promise<void> => {
    const answer = await command.run<{ cancellation?: string }>(`/orders/${order.code}/cancel`, comment ? { comment } : {}, t.package.done.cancel);
    if (typeof answer?.cancellation === 'string') navigate(recordPath('cancellations', answer.cancellation));
  };
  const close = (): void => {
    setOpen(null);
    command.clear();
  };
  useKey('e', () => may('edit') && navigate(recordPath('orders', order.code, 'edit')));
  return (
    <div className="acts" role="group" aria-label={t.package.actions}>
      {command.done && <span className="muted" role="status">{command.done}</span>}
      {command.problem && open === null && <ProblemNote problem={command.problem} />}
      {may('place') && <button type="button" className="btn main" disabled={command.running} onClick={() => run('place')}><Icon name="order" />{t.place}</button>}
      {may('approve') && <button type="button" className="btn main" disabled={command.running} onClick={() => run('approve')}><Icon name="okc" />{t.approveOrder}</button>}
      {may('reject') && <button type="button" className="btn" aria-haspopup="dialog" onClick={() => setOpen('reject')}><Icon name="rej" />{t.package.reject}</button>}
      {may('edit') && <Link className="btn" to={recordPath('orders', order.code, 'edit')} aria-keyshortcuts="e"><Icon name="edit" />{t.orderEdit}</Link>}
      {may('cancel') && <button type="button" className="btn quiet asks" aria-haspopup="dialog" onClick={() => setOpen('cancel')}><Icon name="cancel" />{t.orderDelete}</button>}
      {open === 'reject' && <ConfirmDialog title={t.reject.title(order.label || order.code)} lead={null} keep={t.package.keepAsIs} confirm={t.reject.confirm} comment={{ hint: t.reject.hintOrder, required: true, missing: t.reject.missing }} problem={command.problem} busy={command.running} onConfirm={(comment) => run('reject', comment)} onClose={close} />}
      {open === 'cancel' && <ConfirmDialog title={t.cancel.orderTitle(order.code)} lead={`${t.cancel.orderLead(entity)}${order.status === 'available' ? ` ${t.cancel.orderNote}` : ''}`} keep={t.cancel.orderKeep} confirm={t.cancel.orderConfirm(order.code)} danger comment={{ hint: t.cancel.orderHint, required: false }} problem={command.problem} busy={command.running} onConfirm={(comment) => void cancel(comment)} onClose={close} />}
    </div>
  );
}
