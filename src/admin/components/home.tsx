import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Page } from './api.js';
import { browserNow } from './browser-clock.js';
import { Rows } from './list.js';
import { PACKAGE_STATUSES } from './packages-list.js';
import { Card, Code, Icon, listPath, LiveNote, recordPath } from './parts.js';
import { useProcessColumns } from './process-columns.js';
import { useReader } from './reader.js';
import { LifeBadge } from './status.js';
import type { CampaignPackage, Cancellation, Process } from './things.js';
import { useAnswer, useNames } from './use-answer.js';

const EVERY_FIVE_SECONDS = 5000;
const EVERY_SECOND = 1000;
const MOST = 5;

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
                  <LifeBadge status={status} />
                  <b>{counts ? n(counts.status[status] ?? 0) : '?'}</b>
                </Link>
              </li>
            ))}
          </ul>
        </Card>
        <Card title={t.home.running} id="card-running" end={<Link to={listPath('deliveries')}>{t.package.allDeliveries}</Link>}>
          {deliveries.data && <Rows list={{ title: t.home.running, columns, keyOf: (process) => process.code, empty: t.home.noRunning, style: 'prc' }} items={running} nameOf={nameOf} isFiltered={false} />}
        </Card>
      </div>
    </>
  );
}

/** Running cascades, then what is late, then what waits for approval. */
function Needs() {
  const { t, span } = useReader();
  const cascades = useAnswer<Page<Cancellation>>('/cancellations?state=running&limit=5', { every: EVERY_FIVE_SECONDS }).data?.items ?? [];
  const late = useAnswer<Page<CampaignPackage>>(`/packages?late=true&limit=${MOST}`, { every: EVERY_FIVE_SECONDS });
  const pending = useAnswer<Page<CampaignPackage>>(`/packages?status=pending-approval&limit=${MOST}`, { every: EVERY_FIVE_SECONDS });
  const nameOf = useNames(cascades.map((cancellation) => cancellation.package));
  const why: Record<string, string> = t.late.why;
  const since = (instant: string): string => span(browserNow().getTime() - Date.parse(instant));
  const isRunning = cascades.filter(({ state }) => state === 'running');
  const waiting = (pending.data?.items ?? []).filter((item) => !item.late);
  const nothing = late.data && pending.data && isRunning.length + late.data.items.length + waiting.length === 0;
  return (
    <Card title={t.home.needs} id="card-needs" end={<Link to={listPath('packages', '?late=true')}>{t.home.seeAll}</Link>}>
      {nothing && <p className="empty">{t.home.nothing}</p>}
      <ul className="todo-list">
        {isRunning.map((cancellation) => (
          <Need key={cancellation.code} icon="spin" style="c-acc" to={recordPath('cancellations', cancellation.code)} label={nameOf(cancellation.package)} code={cancellation.code} what={t.home.cascading} since={since(cancellation.canceledAt)} action={t.home.follow} />
        ))}
        {late.data?.items.map((item) => (
          <Need key={item.code} icon="clock" style="c-late" to={recordPath('packages', item.code)} label={item.label} code={item.code} what={item.late && (why[item.late.deadline] ?? item.late.deadline)} since={item.late ? since(item.late.since) : ''} action={t.home.open} />
        ))}
        {waiting.map((item) => (
          <Need key={item.code} icon="asked" style="c-pend" to={recordPath('packages', item.code)} label={item.label} code={item.code} what={t.home.waits} since={item.statusSince ? since(item.statusSince) : ''} action={t.home.open} />
        ))}
      </ul>
    </Card>
  );
}

export function Need({ icon, style, to, label, code, what, since, action }: { icon: string; style: string; to: string; label: string; code: string; what: ReactNode; since: string; action: string }) {
  return (
    <li>
      <span className={style}>
        <Icon name={icon} />
      </span>
      <div>
        <Link className="name" to={to}>
          {label}
        </Link>{' '}
        <Code>{code}</Code>
        <span className="sub">{what}</span>
      </div>
      <span className="muted since">{since}</span>
      <Link className="btn sm" to={to}>
        {action}
        <span className="vh"> {label}</span>
      </Link>
    </li>
  );
}
