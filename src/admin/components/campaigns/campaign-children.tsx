import { Link } from 'react-router-dom';
import type { Counts, Page } from '../answers/api.js';
import { Rows, type Column } from '../lists/rows.js';
import { Card, Code, listPath, ProblemNote, recordPath, ThingLink } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { LifeBadge } from '../parts/status.js';
import type { Campaign } from '../answers/things.js';
import { useAnswer, useNames } from '../answers/use-answer.js';

const SHOWN = 8;
const EVERY_FIVE_SECONDS = 5000;

/** The campaigns that orders made from a reference. */
export function CampaignChildren({ campaign }: { campaign: Campaign }) {
  const { t } = useReader();
  const words = t.pages.campaign;
  const scope = `package=${campaign.package ?? ''}&kind=child`;
  const answer = useAnswer<Page<Campaign> & { counts?: Counts }>(campaign.package ? `/campaigns?${scope}&cycle=${campaign.cycle}&limit=${SHOWN}&counts=true` : null, { every: EVERY_FIVE_SECONDS });
  const items = answer.data?.items ?? [];
  const nameOf = useNames(items.map(({ entity }) => entity));
  if (!campaign.package) return null;
  const columns: Column<Campaign>[] = [
    { name: 'campaign', head: t.fields.campaign, cell: (child) => (<><Link to={recordPath('campaigns', child.code)}>{nameOf(child.entity)}</Link><span className="sub code">{child.code}</span></>) },
    { name: 'status', head: t.fields.status, style: 'bare', cell: (child) => <LifeBadge of="campaigns" status={child.status} /> },
    { name: 'order', head: t.fields.order, style: 'bare', cell: (child) => (child.order ? <Code><ThingLink code={child.order} /></Code> : t.none) },
    { name: 'modified', head: t.fields.modified, zoned: true, number: true, style: 'nw', cell: (child, _nameOf, when) => when(child.modifiedAt) },
  ];
  const footer = <span className="end"><Link to={listPath('campaigns', `?${scope}`)}>{words.allChildren}</Link></span>;
  return (
    <Card title={words.children} id="card-children" beside={answer.data?.counts && words.childrenOf(answer.data.counts.total)} footer={items.length > 0 ? footer : undefined}>
      {answer.problem && <ProblemNote problem={answer.problem} />}
      {answer.data && <Rows list={{ title: words.children, columns, keyOf: (child) => child.code, empty: words.noChildren, style: 'ord' }} items={items} nameOf={nameOf} isFiltered={false} />}
    </Card>
  );
}
