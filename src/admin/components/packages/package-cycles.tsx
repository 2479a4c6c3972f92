import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Card, Code, Facts, listPath, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { CampaignPackage, EarlierCycle } from '../answers/things.js';

type NameOf = (code: string | null | undefined) => string;

export const cycleNames = (item: CampaignPackage | undefined): (string | undefined)[] => (item?.earlierCycles ?? []).flatMap(({ endedBy, approval, cancellation }) => [endedBy, approval?.by, cancellation?.by]);

/** How each earlier cycle ended, its dates, and the way to its orders: all of it a record. */
export function EarlierCycles({ item, nameOf }: { item: CampaignPackage; nameOf: NameOf }) {
  const { t } = useReader();
  if (item.earlierCycles.length === 0) return null;
  return (
    <Card title={t.life.cycles.title} id="card-cycles">
      <ul className="cycles">
        {[...item.earlierCycles].reverse().map((earlier) => (
          <Cycle key={earlier.cycle} code={item.code} earlier={earlier} nameOf={nameOf} />
        ))}
      </ul>
    </Card>
  );
}

function Cycle({ code, earlier, nameOf }: { code: string; earlier: EarlierCycle; nameOf: NameOf }) {
  const { t, dates } = useReader();
  const words = t.life.cycles;
  const { cycle, endedAs, endedAt, endedBy, approval, cancellation, publishedAt, schedule } = earlier;
  const at = (instant: string | null | undefined): ReactNode => (instant ? dates.moment(instant) : null);
  const facts: [string, ReactNode][] = [
    [t.fields['schedule.start'], at(schedule?.start)],
    [t.fields.availableAt, at(earlier.availableAt)],
    [t.fields.registrationDeadline, at(earlier.registrationDeadline)],
    [t.fields.personalizationDeadline, at(earlier.personalizationDeadline)],
    [t.fields['schedule.end'], at(schedule?.end)],
  ];
  return (
    <li className="pad">
      <b>{words.cycle(cycle)}</b> <span className="muted">{words[endedAs](dates.moment(endedAt), nameOf(endedBy))}</span>
      <ul className="lines">
        {approval && <li>{words.approvedBy(nameOf(approval.by), dates.moment(approval.at))}</li>}
        {publishedAt && <li>{words.publishedAt(dates.moment(publishedAt))}</li>}
        {cancellation && (
          <li>
            {words.canceledBy(nameOf(cancellation.by), dates.moment(cancellation.at))}
            {cancellation.comment && ` ${t.quoted(cancellation.comment)}`}{' '}
            {cancellation.code && <Link to={recordPath('cancellations', cancellation.code)}>{t.package.seeCancellation}</Link>} {cancellation.code && <Code>{cancellation.code}</Code>}
          </li>
        )}
        <li>
          <Link to={listPath('orders', `?package=${code}&cycle=${cycle}`)}>{words.orders(cycle)}</Link>
        </li>
      </ul>
      <details>
        <summary>{words.dates}</summary>
        <Facts facts={facts} />
      </details>
    </li>
  );
}
