import { Link } from 'react-router-dom';
import { ofEntity } from '../lists/entity-filter.js';
import { List } from '../lists/list.js';
import { days, type Filter } from '../lists/list-filters.js';
import { folderWords, Icon, listPath, recordPath, ThingLink } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { LifeBadge } from '../parts/status.js';
import type { Campaign } from '../answers/things.js';

const CAMPAIGN_STATUSES = ['being-edited', 'running', 'finished', 'canceled'] as const;

export function CampaignsList() {
  const { t, things, isLocal } = useReader();
  const kinds: Record<string, string> = t.kind;
  const filters: Filter[] = [
    { key: 'status', kind: 'statuses', values: CAMPAIGN_STATUSES },
    ...(isLocal ? [] : [{ key: 'kind', kind: 'choice', label: t.fields.kind, values: ['reference', 'child'], word: (value: string) => kinds[value] ?? value } as const]),
    { key: 'q', kind: 'text', label: t.fields.text },
    { key: 'package', kind: 'reference', of: 'packages', label: t.fields.package },
    ...ofEntity(t, isLocal),
    ...(isLocal ? [] : [{ key: 'folder', kind: 'reference', of: 'folders', label: t.fields.folder } as const]),
    { key: 'cycle', kind: 'text', label: t.fields.cycle },
    ...days('modified', t.lists.modified),
    ...days('created', t.lists.created),
  ];
  return (
    <List<Campaign>
      list={{
        title: things.campaigns, path: '/campaigns', filters, quick: CAMPAIGN_STATUSES, sort: '-modifiedAt', exported: true,
        keyOf: (campaign) => campaign.code,
        codes: (campaign) => [campaign.package, campaign.entity],
        ...(isLocal ? {} : { actions: <Link className="btn main" to={listPath('campaigns', '/actions/new')}><Icon name="plus" />{t.pages.campaign.new}</Link> }),
        columns: [
          { name: 'campaign', head: t.fields.campaign, cell: (campaign) => (<><Link to={recordPath('campaigns', campaign.code)}>{campaign.label}</Link><span className="sub code">{campaign.code}</span></>) },
          { name: 'kind', head: t.fields.kind, style: 'bare', cell: (campaign, nameOf) => (<>{kinds[campaign.kind] ?? campaign.kind}{campaign.entity && <span className="sub">{nameOf(campaign.entity)}</span>}</>) },
          { name: 'package', head: t.fields.package, style: 'bare', cell: (campaign, nameOf) => (campaign.package ? <><ThingLink code={campaign.package} label={nameOf(campaign.package)} /><span className="sub code">{campaign.package}</span></> : t.none) },
          { name: 'folder', head: t.fields.folder, style: 'bare', cell: (campaign) => folderWords(campaign.folder) || t.none },
          { name: 'status', head: t.fields.status, style: 'bare', cell: (campaign) => <LifeBadge of="campaigns" status={campaign.status} /> },
          { name: 'modified', head: t.fields.modified, zoned: true, number: true, style: 'nw', cell: (campaign, _nameOf, when) => when(campaign.modifiedAt) },
        ],
      }}
    />
  );
}
