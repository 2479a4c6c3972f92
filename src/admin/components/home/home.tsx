import { Link } from 'react-router-dom';
import type { Page } from '../answers/api.js';
import { browserNow } from '../reader/browser-clock.js';
import { Rows } from '../lists/rows.js';
import { PACKAGE_STATUSES } from '../packages/packages-list.js';
import { Card, Icon, listPath, LiveNote } from '../parts/parts.js';
import { useProcessColumns } from '../processes/process-columns.js';
import { useReader } from '../reader/reader.js';
import { LifeBadge } from '../parts/status.js';
import type { Process } from '../answers/processes.js';
import type { CampaignPackage } from '../answers/things.js';
import { useAnswer, useNames } from '../answers/use-answer.js';
import { Needs } from './needs.js';
import { OrdersByDay } from './orders-by-day.js';

const EVERY_FIVE_SECONDS = 5000;
const EVERY_SECOND = 1000;

/** Home: what is true, and what needs somebody. */
export function Home() {
  const { t, dates, n } = useReader();
  const packages = useAnswer<Page<CampaignPackage>>('/packages?limit=1&counts=true', { every: EVERY_FIVE_SECONDS });
  const deliveries = useAnswer<Page<Process>>('/deliveries?status=running&status=paused&status=pausing&status=stopping&limit=10', { every: EVERY_SECOND });
  const running = deliveries.data?.items ?? [];
  const nameOf = useNames(running.map(({ campaign }) => campaign));
  const columns = useProcessColumns('deliveries');
  const counts = packages.data?.counts;
  return (
    <>
      <div className="head">
        <div>
          <h1>{t.things.home}</h1>
          <p className="muted">{dates.moment(browserNow().toISOString())}</p>
        </div>
        <div className="acts">
          <LiveNote heardAt={deliveries.heardAt} />
        </div>
      </div>
      <div className="stack">
        <Needs />
        <Card title={t.things.packages} id="card-packages" beside={counts && t.home.packages(counts.total)} end={counts && <Link className="late" to={listPath('packages', '?late=true')}><Icon name="clock" />{t.home.late(counts.late ?? 0)}</Link>}>
          <ul className="counts">
            {PACKAGE_STATUSES.map((status) => (
              <li key={status}>
                <Link to={listPath('packages', `?status=${status}`)}>
                  <LifeBadge of="packages" status={status} />
                  <b>{counts ? n(counts.status[status] ?? 0) : '?'}</b>
                </Link>
              </li>
            ))}
          </ul>
        </Card>
        <Card title={t.home.running} id="card-running" end={<Link to={listPath('deliveries')}>{t.package.allDeliveries}</Link>}>
          {deliveries.data && <Rows list={{ title: t.home.running, columns, keyOf: (process) => process.code, empty: t.home.noRunning, style: 'prc' }} items={running} nameOf={nameOf} isFiltered={false} />}
        </Card>
        <OrdersByDay />
      </div>
    </>
  );
}
