import { Link } from 'react-router-dom';
import type { Counts, Page } from '../answers/api.js';
import { Rows, type Column } from '../lists/rows.js';
import { Card, Icon, listPath, LiveNote, ProblemNote } from '../parts/parts.js';
import { ProcessActions } from '../processes/process-actions.js';
import { useProcessColumns } from '../processes/process-columns.js';
import { useConsequences } from '../processes/use-consequences.js';
import { useReader } from '../reader/reader.js';
import type { DeliverySums, Process } from '../answers/processes.js';
import type { Campaign } from '../answers/things.js';
import { useAnswer, useNames, type Answer } from '../answers/use-answer.js';

const EVERY_SECOND = 1000;
const EVERY_FIVE_SECONDS = 5000;
const SHOWN = 25;

export type Processes = Page<Process> & { counts?: Counts; figures?: DeliverySums };

/** The deliveries or the workflows of a campaign's present cycle: a page of them, and what they come to without its templates. */
export function useProcessesOf(campaign: Campaign | undefined, kind: 'deliveries' | 'workflows'): { page: Answer<Processes>; sums: Answer<Processes> } {
  const scope = campaign && `/${kind}?campaign=${campaign.code}&cycle=${campaign.cycle}`;
  const every = campaign?.status === 'running' ? EVERY_SECOND : EVERY_FIVE_SECONDS;
  const page = useAnswer<Processes>(scope ? `${scope}&limit=${SHOWN}` : null, { every });
  const sums = useAnswer<Processes>(scope ? `${scope}&limit=1&template=false&counts=true${kind === 'deliveries' ? '&figures=true' : ''}` : null, { every });
  return { page, sums };
}

/** Each with what may be done with it. */
export function CampaignProcesses({ campaign, kind, page }: { campaign: Campaign; kind: 'deliveries' | 'workflows'; page: Answer<Processes> }) {
  const { t, isLocal } = useReader();
  const items = page.data?.items ?? [];
  const nameOf = useNames([campaign.entity]);
  const consequences = useConsequences(kind, nameOf);
  const actions: Column<Process> = {
    name: 'actions', head: t.pages.campaign.actions,
    style: 'bare',
    cell: (process) => <ProcessActions small path={`/${kind}/${process.code}`} code={process.code} label={process.label} allowed={process.allowed ?? []} isRunning={process.status === 'running'} told={consequences(process)} reload={page.reload} />,
  };
  const known = useProcessColumns(kind, true);
  // When it changed makes way for what may be done.
  const columns = isLocal ? known : [...known.slice(0, -1), actions];
  const mayMake = !isLocal && campaign.status !== 'canceled';
  const end = (
    <>
      {campaign.status === 'running' && <LiveNote heardAt={page.heardAt} />}
      {mayMake && <Link className="btn sm" to={listPath(kind, `/actions/new?campaign=${campaign.code}`)}><Icon name="plus" />{kind === 'deliveries' ? t.pages.campaign.newDelivery : t.pages.campaign.newWorkflow}</Link>}
    </>
  );
  const footer = page.data?.nextCursor && <span className="end"><Link to={listPath(kind, `?campaign=${campaign.code}`)}>{t.pages.campaign.allProcesses}</Link></span>;
  return (
    <Card title={t.things[kind]} id={`card-${kind}`} end={end} footer={footer || undefined}>
      {page.problem && <ProblemNote problem={page.problem} />}
      {page.data && <Rows list={{ title: t.things[kind], columns, keyOf: (process) => process.code, empty: t.pages.campaign.none, style: 'prc' }} items={items} nameOf={nameOf} isFiltered={false} />}
    </Card>
  );
}
