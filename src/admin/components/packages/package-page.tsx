import { Link, useParams } from 'react-router-dom';
import { browserNow } from '../reader/browser-clock.js';
import { Timeline } from '../proof/journal.js';
import { Absent, Icon, listPath, ProblemNote } from '../parts/parts.js';
import { PageHead } from '../frame/page-head.js';
import { Outcome } from './package-outcome.js';
import { PackageActions } from './package-actions.js';
import { Approvals } from './package-approvals.js';
import { cycleNames, EarlierCycles } from './package-cycles.js';
import { PackageOrders } from './package-orders.js';
import { PackageProcesses } from './package-processes.js';
import { ScheduleCard, Summary } from './package-side.js';
import { useReader } from '../reader/reader.js';
import { LifeBadge, usePackageLine } from '../parts/status.js';
import type { CampaignPackage } from '../answers/things.js';
import { useAnswer, useNames } from '../answers/use-answer.js';

const EVERY_FIVE_SECONDS = 5000;

export function PackagePage() {
  const { dates } = useReader();
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<CampaignPackage>(`/packages/${encodeURIComponent(code)}`, { every: EVERY_FIVE_SECONDS });
  const item = answer.data;
  const nameOf = useNames([item?.referenceCampaign, item?.assignedTo, item?.submittedBy, item?.approval?.by, item?.rejection?.by, item?.cancellation?.by, ...(item?.reviewers ?? []), ...cycleNames(item)]);
  const line = usePackageLine(nameOf);
  if (!item) return <Absent problem={answer.problem} retry={answer.reload} />;
  return (
    <>
      <PageHead
        resource="packages"
        title={item.label}
        code={item.code}
        line={
          <>
            <LifeBadge of="packages" status={item.status} big />
            <span>{line(item, dates)}</span>
          </>
        }
        actions={<PackageActions item={item} reload={answer.reload} />}
      />
      {answer.problem && <ProblemNote problem={answer.problem} />}
      <LateNote item={item} />
      <div className="two">
        <div className="stack">
          <PackageOrders item={item} />
          <PackageProcesses item={item} />
          <Timeline subject={item.code} every={EVERY_FIVE_SECONDS} further={(entry) => <Outcome item={item} entry={entry} nameOf={nameOf} />} />
        </div>
        <div className="stack">
          <ScheduleCard item={item} />
          <Summary item={item} nameOf={nameOf} />
          <Approvals item={item} nameOf={nameOf} />
          <EarlierCycles item={item} nameOf={nameOf} />
        </div>
      </div>
    </>
  );
}

/** Late names the deadline, since when, and the way to what is waiting. */
function LateNote({ item }: { item: CampaignPackage }) {
  const { t, dates, span } = useReader();
  if (!item.late) return null;
  const why: Record<string, string> = t.late.why;
  const waiting = item.orderCounts['ordered'] ?? 0;
  return (
    <div className="note late-note mb">
      <Icon name="clock" />
      <div className="why">
        <b className="lt">{t.late.since(dates.moment(item.late.since), span(browserNow().getTime() - Date.parse(item.late.since)))}</b> {why[item.late.deadline] ?? item.late.deadline}
      </div>
      {item.status === 'published' && waiting > 0 && (
        <Link className="btn sm" to={listPath('orders', `?package=${item.code}&cycle=${item.cycle}&status=ordered`)}>
          {t.late.see(waiting)}
        </Link>
      )}
    </div>
  );
}
