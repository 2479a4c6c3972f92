import { Link } from 'react-router-dom';
import { browserNow } from './browser-clock.js';
import { List, type Column, type ListOf } from './list.js';
import type { Filter } from './list-filters.js';
import { folderWords, Icon, recordPath } from './parts.js';
import { useReader } from './reader.js';
import { LateMark, LifeBadge, usePackageLine } from './status.js';
import type { CampaignPackage } from './things.js';

export const PACKAGE_STATUSES = ['being-edited', 'pending-approval', 'approved', 'rejected', 'published', 'canceled'] as const;

export function usePackageFilters(): Filter[] {
  const { t } = useReader();
  const kinds: Record<string, string> = t.kind;
  return [
    { key: 'status', kind: 'statuses', values: PACKAGE_STATUSES },
    { key: 'late', kind: 'flag', label: t.fields.late },
    { key: 'kind', kind: 'choice', label: t.fields.kind, values: ['local', 'collaborative'], word: (value) => kinds[value] ?? value },
    { key: 'folder', kind: 'text', label: t.fields.folder },
    { key: 'referenceCampaign', kind: 'text', label: t.fields.campaign },
    { key: 'availableFrom', kind: 'day', label: t.fields.availability, edge: 'start' },
    { key: 'availableTo', kind: 'day', label: t.fields.availabilityTo, edge: 'end' },
    { key: 'q', kind: 'text', label: t.fields.text },
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
    codes: (item) => [item.referenceCampaign, item.cancellation?.by, item.rejection?.by],
    empty: t.list.emptyPackages,
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
      head: t.fields.package,
      cell: (item) => (
        <>
          <Link to={recordPath('packages', item.code)}>{item.label}</Link>
          <span className="sub code">{item.code}</span>
        </>
      ),
    },
    {
      head: t.fields.distributionLevel,
      style: 'lv bare',
      cell: (item) => (
        <>
          {levels[item.kind === 'local' ? 'local' : item.distributionLevel] ?? item.distributionLevel}
          {item.kind === 'collaborative' && <span className="sub">{t.kind.collaborative}</span>}
        </>
      ),
    },
    {
      head: t.fields.campaign,
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
    { head: t.fields.folder, style: 'fo nw bare', cell: (item) => folderWords(item.folder) || t.none },
    { head: t.fields.status, style: 'sta bare', cell: (item, nameOf) => <PackageStatus item={item} nameOf={nameOf} /> },
    {
      head: t.fields.orders,
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
    { head: t.fields.modified, zoned: true, style: 'nw mo', cell: (item, _nameOf, when) => when(item.modifiedAt) },
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
        <LifeBadge status={item.status} />
        <LateMark late={item.late} />
      </div>
      <span className="sub">{line(item, when)}</span>
    </>
  );
}
