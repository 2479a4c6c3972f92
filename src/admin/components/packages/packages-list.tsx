import { Link } from 'react-router-dom';
import { browserNow } from '../reader/browser-clock.js';
import { List, type ListOf } from '../lists/list.js';
import type { Column } from '../lists/rows.js';
import { days, numbers, type Filter } from '../lists/list-filters.js';
import { folderWords, Icon, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { LateMark, LifeBadge, usePackageLine } from '../parts/status.js';
import type { CampaignPackage } from '../answers/things.js';

export const PACKAGE_STATUSES = ['being-edited', 'pending-approval', 'approved', 'rejected', 'published', 'canceled'] as const;

export function usePackageFilters(): Filter[] {
  const { t } = useReader();
  const kinds: Record<string, string> = t.kind;
  const levels: Record<string, string> = t.level;
  return [
    { key: 'status', kind: 'statuses', values: PACKAGE_STATUSES },
    { key: 'late', kind: 'flag', label: t.fields.late },
    { key: 'kind', kind: 'choice', label: t.fields.kind, values: ['local', 'collaborative'], word: (value) => kinds[value] ?? value },
    { key: 'distributionLevel', kind: 'several', label: t.fields.distributionLevel, values: ['local', 'simple', 'by-form', 'by-campaign'], word: (value) => levels[value] ?? value },
    { key: 'q', kind: 'text', label: t.fields.text },
    { key: 'folder', kind: 'reference', of: 'folders', label: t.fields.folder },
    { key: 'referenceCampaign', kind: 'reference', of: 'campaigns', label: t.fields.campaign },
    { key: 'entity', kind: 'reference', of: 'entities', label: t.fields.entity },
    { key: 'assignedTo', kind: 'reference', of: 'operators', label: t.fields.assignedTo },
    { key: 'reviewer', kind: 'reference', of: 'operators', label: t.lists.reviewer },
    ...days('available', t.lists.available),
    ...days('registration', t.lists.registration),
    ...days('modified', t.lists.modified),
    ...days('created', t.lists.created),
    ...numbers('cycle', t.lists.cycle),
  ];
}

export function PackagesList() {
  const { t } = useReader();
  const list: ListOf<CampaignPackage> = {
    title: t.things.packages,
    path: '/packages',
    filters: usePackageFilters(),
    quick: PACKAGE_STATUSES,
    late: true,
    sort: '-modifiedAt',
    columns: usePackageColumns(),
    keyOf: (item) => item.code,
    codes: (item) => [item.referenceCampaign, item.modifiedBy, item.cancellation?.by, item.rejection?.by],
    empty: t.list.emptyPackages,
    exported: true,
    bulk: 'packages',
    actions: (
      <Link className="btn main" to="/admin/resources/packages/actions/new">
        <Icon name="plus" />
        {t.package.new}
      </Link>
    ),
  };
  return <List list={list} />;
}

function usePackageColumns(): Column<CampaignPackage>[] {
  const { t, n } = useReader();
  const levels: Record<string, string> = t.level;
  return [
    {
      name: 'package', head: t.fields.package,
      cell: (item) => (
        <>
          <Link to={recordPath('packages', item.code)}>{item.label}</Link>
          <span className="sub code">{item.code}</span>
        </>
      ),
    },
    {
      name: 'distributionLevel', head: t.fields.distributionLevel,
      style: 'lv bare',
      cell: (item) => (
        <>
          {levels[item.kind === 'local' ? 'local' : item.distributionLevel] ?? item.distributionLevel}
          {item.kind === 'collaborative' && <span className="sub">{t.kind.collaborative}</span>}
        </>
      ),
    },
    {
      name: 'campaign', head: t.fields.campaign,
      style: 'ca bare',
      cell: (item, nameOf) =>
        item.referenceCampaign ? (
          <>
            {nameOf(item.referenceCampaign)}
            <span className="sub code">{item.referenceCampaign}</span>
          </>
        ) : (
          t.none
        ),
    },
    { name: 'folder', head: t.fields.folder, style: 'fo nw bare', cell: (item) => folderWords(item.folder) || t.none },
    { name: 'status', head: t.fields.status, style: 'sta bare', cell: (item, nameOf) => <PackageStatus item={item} nameOf={nameOf} /> },
    {
      name: 'orders', head: t.fields.orders,
      number: true,
      style: 'or',
      cell: (item) => {
        const all = Object.values(item.orderCounts ?? {}).reduce((total, count) => total + count, 0);
        const waiting = item.orderCounts?.['ordered'] ?? 0;
        const areCanceled = all > 0 && item.orderCounts?.['canceled'] === all;
        return (
          <>
            {n(all)}
            <span className="sub">{waiting > 0 ? t.list.toApprove(waiting) : areCanceled ? t.list.allCanceled : ''}</span>
          </>
        );
      },
    },
    { name: 'modified', head: t.fields.modified, zoned: true, sort: '-modifiedAt', style: 'nw mo', cell: (item, nameOf, when) => (<>{when(item.modifiedAt)}<span className="sub">{nameOf(item.modifiedBy)}</span></>) },
  ];
}

function PackageStatus({ item, nameOf }: { item: CampaignPackage; nameOf: (code: string | null) => string }) {
  const { dates } = useReader();
  const now = browserNow();
  const when = { day: (instant: string) => dates.shortDay(instant, now), moment: (instant: string) => `${dates.short(instant, now)}\u00a0${dates.zoneName(instant)}` };
  const line = usePackageLine(nameOf);
  return (
    <>
      <div className="badges">
        <LifeBadge of="packages" status={item.status} />
        <LateMark late={item.late} />
      </div>
      <span className="sub">{line(item, when)}</span>
    </>
  );
}
