import { Link } from 'react-router-dom';
import type { Page } from '../answers/api.js';
import { Rows } from '../lists/rows.js';
import { Card, Code, listPath, LiveNote, recordPath } from '../parts/parts.js';
import { LifeBadge } from '../parts/status.js';
import { useProcessColumns } from '../processes/process-columns.js';
import { useReader } from '../reader/reader.js';
import type { Process } from '../answers/processes.js';
import type { Campaign, Offer, Order } from '../answers/things.js';
import { useAnswer, useNames } from '../answers/use-answer.js';

const EVERY_TWO_SECONDS = 2000;
const SHOWN = 12;
const WITH_CHILD: ReadonlySet<string> = new Set(['by-campaign', 'local']);

/** What is sent for the order: its child campaign's processes, or the deliveries of the package that serve it. */
export function OrderProcesses({ order, offer }: { order: Order; offer: Offer | undefined }) {
  const { t } = useReader();
  const words = t.pages.order;
  const campaign = useAnswer<Campaign>(order.campaign ? `/campaigns/${order.campaign}` : null, { every: EVERY_TWO_SECONDS * 2 }).data;
  const deliveries = useAnswer<Page<Process>>(order.campaign ? `/deliveries?campaign=${order.campaign}&limit=${SHOWN}` : null, { every: EVERY_TWO_SECONDS });
  const workflows = useAnswer<Page<Process>>(order.campaign ? `/workflows?campaign=${order.campaign}&limit=${SHOWN}` : null, { every: EVERY_TWO_SECONDS });
  const nameOf = useNames([order.campaign]);
  const columns = { deliveries: useProcessColumns('deliveries', true), workflows: useProcessColumns('workflows', true) };
  if (!offer || order.status === 'rejected') return null;
  if (!order.campaign) {
    // Of an order that ended before, no campaign is awaited any more.
    const said = WITH_CHILD.has(offer.distributionLevel) ? (order.status === 'canceled' ? null : words.beforeAvailable) : words.noCampaign;
    return said && <Card title={words.campaign} id="card-child"><p className="empty">{said}</p></Card>;
  }
  const beside = <><Link to={recordPath('campaigns', order.campaign)}>{nameOf(order.campaign)}</Link> <Code>{order.campaign}</Code></>;
  const isRunning = campaign?.status === 'running';
  const has = { deliveries: deliveries.data?.items ?? [], workflows: workflows.data?.items ?? [] };
  return (
    <Card title={words.campaign} id="card-child" beside={beside} end={<>{isRunning && <LiveNote heardAt={deliveries.heardAt} />}{campaign && <LifeBadge of="campaigns" status={campaign.status} />}</>} footer={deliveries.data?.nextCursor ? <span className="end"><Link to={listPath('deliveries', `?campaign=${order.campaign}`)}>{t.package.allDeliveries}</Link></span> : undefined}>
      {deliveries.data && workflows.data && has.deliveries.length + has.workflows.length === 0 && <p className="empty">{words.empty}</p>}
      {(['deliveries', 'workflows'] as const).map((kind) => has[kind].length > 0 && <Rows key={kind} list={{ title: t.things[kind], columns: columns[kind], keyOf: (process) => process.code, style: 'prc' }} items={has[kind]} nameOf={nameOf} isFiltered={false} />)}
    </Card>
  );
}
