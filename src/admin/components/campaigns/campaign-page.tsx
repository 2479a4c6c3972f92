import type { ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { CampaignChildren } from './campaign-children.js';
import { CampaignProcesses, useProcessesOf, type Processes } from './campaign-processes.js';
import { useKey } from '../frame/frame.js';
import { PageHead } from '../frame/page-head.js';
import { Timeline } from '../proof/journal.js';
import { Absent, Card, Code, Facts, folderWords, Icon, LiveNote, ProblemNote, recordPath, ThingLink } from '../parts/parts.js';
import { FigureList } from '../processes/delivery-figures.js';
import { ProcessActions, type Consequence, type ProcessCommand } from '../processes/process-actions.js';
import { ProgressBar } from '../processes/process-columns.js';
import { useReader } from '../reader/reader.js';
import { numberOf } from '../reader/figures.js';
import { LifeBadge } from '../parts/status.js';
import type { DeliverySums, Process } from '../answers/processes.js';
import type { Campaign } from '../answers/things.js';
import { useAnswer, useNames } from '../answers/use-answer.js';

const EVERY_TWO_SECONDS = 2000;

/** A reference or child campaign: its processes and what they come to, its children, and what may be done with all of them. */
export function CampaignPage() {
  const { t, dates, isLocal } = useReader();
  const navigate = useNavigate();
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<Campaign>(`/campaigns/${encodeURIComponent(code)}`, { every: EVERY_TWO_SECONDS });
  const campaign = answer.data;
  const deliveries = useProcessesOf(campaign, 'deliveries');
  const workflows = useProcessesOf(campaign, 'workflows');
  const nameOf = useNames([campaign?.package, campaign?.entity, campaign?.reference, campaign?.canceled?.by]);
  const told = useCampaignConsequences(deliveries.page.data, deliveries.sums.data, workflows.sums.data);
  const allowed = campaign?.allowed ?? [];
  const editPath = recordPath('campaigns', code, 'edit');
  useKey('e', () => allowed.includes('edit') && navigate(editPath));
  if (!campaign) return <Absent problem={answer.problem} retry={answer.reload} />;
  const reload = (): void => {
    answer.reload();
    for (const kind of [deliveries, workflows]) for (const asked of [kind.page, kind.sums]) asked.reload();
  };
  const since = campaign.canceled ? t.pages.order.canceled(dates.moment(campaign.canceled.at), nameOf(campaign.canceled.by), campaign.canceled.comment ?? '') : campaign.statusSince && t.badge.since(dates.moment(campaign.statusSince));
  return (
    <>
      <PageHead
        resource="campaigns"
        title={campaign.label}
        code={campaign.code}
        line={
          <>
            <LifeBadge of="campaigns" status={campaign.status} big />
            <span>{since}</span>
            {campaign.canceled?.cancellation && !isLocal && <Link to={recordPath('cancellations', campaign.canceled.cancellation)}>{t.package.seeCancellation}</Link>}
            {isLocal && <span>{t.own.readOnly}</span>}
          </>
        }
        actions={
          !isLocal && (
            <div className="acts">
              {allowed.includes('edit') && <Link className="btn" to={editPath} aria-keyshortcuts="e"><Icon name="edit" />{t.pages.campaign.edit}</Link>}
              <ProcessActions path={`/campaigns/${campaign.code}`} code={campaign.code} label={campaign.label} allowed={allowed} isRunning={campaign.status === 'running'} told={told} takesComment={false} reload={reload} />
            </div>
          )
        }
      />
      {answer.problem && <ProblemNote problem={answer.problem} />}
      <div className="two">
        <div className="stack">
          {deliveries.sums.data?.figures && numberOf(deliveries.sums.data.figures.toDeliver) > 0 && <Sums figures={deliveries.sums.data.figures} heardAt={campaign.status === 'running' ? deliveries.sums.heardAt : null} />}
          <CampaignProcesses campaign={campaign} kind="deliveries" page={deliveries.page} />
          <CampaignProcesses campaign={campaign} kind="workflows" page={workflows.page} />
          {campaign.kind === 'reference' && !isLocal && <CampaignChildren campaign={campaign} />}
          {!isLocal && <Timeline subject={campaign.code} every={EVERY_TWO_SECONDS * 2} />}
        </div>
        <Summary campaign={campaign} nameOf={nameOf} />
      </div>
    </>
  );
}

function Sums({ figures, heardAt }: { figures: DeliverySums; heardAt: number | null }) {
  const { t } = useReader();
  return (
    <Card title={t.pages.campaign.figures} id="card-figures" end={heardAt !== null && <LiveNote heardAt={heardAt} />}>
      <div className="pad figures">
        <ProgressBar process={figures} />
        <FigureList figures={figures} />
      </div>
    </Card>
  );
}

function Summary({ campaign, nameOf }: { campaign: Campaign; nameOf: (code: string | null | undefined) => string }) {
  const { t, dates } = useReader();
  const named = (value: string | null | undefined): ReactNode => value && <><ThingLink code={value} label={nameOf(value)} /> <Code>{value}</Code></>;
  const facts: [string, ReactNode][] = [
    [t.fields.code, <Code key="code">{campaign.code}</Code>],
    [t.fields.kind, t.kind[campaign.kind]],
    [t.fields.package, named(campaign.package)],
    ...(campaign.kind === 'child' ? ([[t.pages.campaign.reference, named(campaign.reference)], [t.fields.order, campaign.order && <ThingLink key="order" code={campaign.order} />], [t.fields.entity, named(campaign.entity)]] as [string, ReactNode][]) : []),
    [t.fields.folder, folderWords(campaign.folder)],
    [t.fields.schedule, campaign.schedule?.start && campaign.schedule.end ? t.cancel.scheduleIn(dates.day(campaign.schedule.start), dates.day(campaign.schedule.end)) : null],
    [t.fields.cycle, String(campaign.cycle)],
  ];
  return (
    <Card title={t.package.summary} id="card-summary">
      <Facts facts={facts} />
    </Card>
  );
}

/** What each command would do to all of its processes, in numbers. */
function useCampaignConsequences(page: Processes | undefined, deliveries: Processes | undefined, workflows: Processes | undefined): Record<ProcessCommand, Consequence> {
  const { t } = useReader();
  const words = t.pages.campaign;
  const of = (processes: Processes | undefined, ...statuses: string[]): number => statuses.reduce((all, status) => all + numberOf(processes?.counts?.status[status]), 0);
  const pending = deliveries?.figures?.pending ?? 0;
  const isPaused = ({ status, template }: Process): boolean => status === 'paused' && !template;
  // Of more than a page only what waits in all of them is known.
  const paused = page?.nextCursor === null ? page.items.filter(isPaused).reduce((all, process) => all + (process.pending ?? 0), 0) : pending;
  const live = ['draft', 'running', 'pausing', 'paused'];
  return {
    start: { lead: words.start(of(deliveries, 'draft'), of(workflows, 'draft')) },
    pause: { lead: words.pause(of(deliveries, 'running'), of(workflows, 'running'), pending) },
    resume: { lead: words.resume(of(deliveries, 'paused'), of(workflows, 'paused'), paused) },
    stop: { lead: words.stop(of(deliveries, ...live), of(workflows, ...live), pending) },
  };
}
