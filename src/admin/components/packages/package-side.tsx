import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Audience } from './audience-dialog.js';
import { browserNow } from '../reader/browser-clock.js';
import { Card, Code, Facts, folderWords, Icon, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { CampaignPackage, Offer } from '../answers/things.js';

type NameOf = (code: string | null | undefined) => string;

/** What is passed, where we are, what comes. */
export function ScheduleCard({ item }: { item: Offer }) {
  const { t, dates, away } = useReader();
  const now = browserNow().toISOString();
  const known: [string, string | null | undefined][] = [
    [t.fields.availableAt, item.availableAt],
    [t.fields.registrationDeadline, item.registrationDeadline],
    [t.fields.personalizationDeadline, item.personalizationDeadline],
    [t.fields['schedule.end'], item.schedule?.end],
    ...(item.status === 'pending-approval' ? ([[t.fields.approvalDeadline, item.approvalDeadline]] as [string, string | null][]) : []),
  ];
  const days = known.filter((day): day is [string, string] => Boolean(day[1])).sort((a, b) => Date.parse(a[1]) - Date.parse(b[1]));
  const passed = days.filter(([, instant]) => Date.parse(instant) <= Date.parse(now));
  const coming = days.slice(passed.length);
  const line = ([name, instant]: [string, string], icon: string): ReactNode => (
    <li key={name}>
      <Icon name={icon} />
      <span>
        {name}
        <span className="sub">{dates.moment(instant)}</span>
      </span>
      <span className="far">{away(instant)}</span>
    </li>
  );
  const start = item.schedule?.start;
  const footer = start ? (Date.parse(start) <= Date.parse(now) ? t.package.visible(dates.moment(start)) : t.package.visibleFrom(dates.moment(start))) : undefined;
  return (
    <Card title={t.package.dates} id="card-dates" footer={footer}>
      {days.length === 0 ? (
        <p className="empty">{t.package.noDates}</p>
      ) : (
        <ol className="days pad">
          {passed.map((day) => line(day, 'check'))}
          <li className="now">
            <Icon name="right" />
            <span>{t.package.now(dates.moment(now))}</span>
          </li>
          {coming.map((day) => line(day, 'dot'))}
        </ol>
      )}
    </Card>
  );
}

export function Summary({ item, nameOf }: { item: CampaignPackage; nameOf: NameOf }) {
  const { t } = useReader();
  const levels: Record<string, string> = t.level;
  const facts: [string, ReactNode][] = [
    [t.fields.code, <Code key="code">{item.code}</Code>],
    [t.fields.distributionLevel, t.wholeLevel(item.kind, levels[item.distributionLevel] ?? item.distributionLevel)],
    [t.fields.campaign, item.referenceCampaign && <><Link to={recordPath('campaigns', item.referenceCampaign)}>{nameOf(item.referenceCampaign)}</Link> <Code>{item.referenceCampaign}</Code></>],
    [t.fields.audience, item.audience.length > 0 ? <Audience key="audience" codes={item.audience} /> : item.kind === 'local' ? t.package.everyEntity : t.package.noAudience],
    ...(item.kind === 'collaborative' ? ([[t.fields.orderApproval, item.orderApproval === 'automatic' ? t.life.approvals.automatic : t.package.manual]] as [string, ReactNode][]) : ([[t.fields.allowMultipleOrders, item.allowMultipleOrders ? t.yes : t.no]] as [string, ReactNode][])),
    [t.fields.folder, folderWords(item.folder)],
    [t.fields.assignedTo, nameOf(item.assignedTo)],
    [t.fields.form, item.form.length > 0 ? item.form.map(({ label, name }) => label || name).join(', ') : null],
    [t.fields.cycle, item.cycle === 1 ? t.package.firstCycle : String(item.cycle)],
  ];
  return (
    <Card title={t.package.summary} id="card-summary">
      <Facts facts={facts} />
    </Card>
  );
}
