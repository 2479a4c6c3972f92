import type { ReactNode } from 'react';
import { useParams } from 'react-router-dom';
import type { Page } from './api.js';
import { Timeline } from './journal.js';
import { Rows } from './list.js';
import { PageHead } from './page-head.js';
import { Absent, Card, Code, Facts, folderWords, LiveNote, ProblemNote, ThingLink } from './parts.js';
import { useProcessColumns } from './process-columns.js';
import { ProcessActions } from './process-page.js';
import { useReader } from './reader.js';
import { LifeBadge } from './status.js';
import type { Campaign, Process } from './things.js';
import { useAnswer, useNames } from './use-answer.js';

const EVERY_TWO_SECONDS = 2000;

/** A reference or child campaign with its processes; the actions apply to all of them. */
export function CampaignPage() {
  const { t, dates, isLocal } = useReader();
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<Campaign>(`/campaigns/${encodeURIComponent(code)}`, { every: EVERY_TWO_SECONDS });
  const campaign = answer.data;
  const nameOf = useNames([campaign?.package, campaign?.entity, campaign?.canceled?.by]);
  if (!campaign) return <Absent problem={answer.problem} retry={answer.reload} />;
  const named = (value: string | null): ReactNode => value && <><ThingLink code={value} label={nameOf(value)} /> <Code>{value}</Code></>;
  const facts: [string, ReactNode][] = [
    [t.fields.code, <Code key="code">{campaign.code}</Code>],
    [t.fields.kind, t.kind[campaign.kind]],
    [t.fields.package, named(campaign.package)],
    [t.fields.order, campaign.order && <ThingLink code={campaign.order} />],
    [t.fields.entity, campaign.entity && <>{nameOf(campaign.entity)} <Code>{campaign.entity}</Code></>],
    [t.fields.folder, folderWords(campaign.folder)],
    [t.fields.schedule, campaign.schedule?.start && campaign.schedule.end ? t.cancel.scheduleIn(dates.day(campaign.schedule.start), dates.day(campaign.schedule.end)) : null],
    [t.fields.cycle, String(campaign.cycle)],
  ];
  const since = campaign.canceled ? t.badge.canceled(dates.moment(campaign.canceled.at), nameOf(campaign.canceled.by), campaign.canceled.comment ?? '') : campaign.statusSince && t.badge.since(dates.moment(campaign.statusSince));
  return (
    <>
      <PageHead
        resource="campaigns"
        title={campaign.label}
        code={campaign.code}
        line={
          <>
            <LifeBadge status={campaign.status} big />
            <span>{since}</span>
            {isLocal && <span>{t.own.readOnly}</span>}
          </>
        }
        actions={!isLocal && <ProcessActions path={`/campaigns/${campaign.code}`} thing={campaign} stopWhy={t.process.stopCampaignWhy} reload={answer.reload} />}
      />
      <div className="two">
        <div className="stack">
          <ProcessesOf campaign={campaign.code} kind="deliveries" />
          <ProcessesOf campaign={campaign.code} kind="workflows" />
          {!isLocal && <Timeline subject={campaign.code} />}
        </div>
        <Card title={t.package.summary} id="card-summary">
          <Facts facts={facts} />
        </Card>
      </div>
    </>
  );
}

function ProcessesOf({ campaign, kind }: { campaign: string; kind: 'deliveries' | 'workflows' }) {
  const { t } = useReader();
  const answer = useAnswer<Page<Process>>(`/${kind}?campaign=${campaign}&limit=25`, { every: EVERY_TWO_SECONDS });
  const items = answer.data?.items ?? [];
  const nameOf = useNames(items.map((process) => process.campaign));
  const columns = useProcessColumns(kind);
  return (
    <Card title={t.things[kind]} id={`card-${kind}`} end={<LiveNote heardAt={answer.heardAt} />}>
      {answer.problem && <ProblemNote problem={answer.problem} />}
      {answer.data && <Rows list={{ title: t.things[kind], columns, keyOf: (process) => process.code, style: 'prc' }} items={items} nameOf={nameOf} isFiltered={false} />}
    </Card>
  );
}
