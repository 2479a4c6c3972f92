import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { Page } from '../answers/api.js';
import { Rows, type Column } from '../lists/rows.js';
import { PageHead } from '../frame/page-head.js';
import { EditLink } from './admin-links.js';
import { Absent, Card, Code, Facts, listPath, ProblemNote, recordPath, ThingLink } from '../parts/parts.js';
import { LateMark, LifeBadge } from '../parts/status.js';
import { Timeline } from '../proof/journal.js';
import { useReader } from '../reader/reader.js';
import type { CampaignPackage } from '../answers/things.js';
import { useAnswer, useNames } from '../answers/use-answer.js';

export interface Operator {
  email: string;
  name: string;
  role: 'admin' | 'central' | 'local';
  entity: string | null;
  locale: string | null;
  createdAt?: string;
}

const SHOWN = 8;

/** An operator: who they are, what is assigned to them, what was done to their account. */
export function OperatorPage() {
  const { t, dates } = useReader();
  const { recordId: email = '' } = useParams();
  const answer = useAnswer<Operator>(`/operators/${encodeURIComponent(email)}`);
  const operator = answer.data;
  const nameOf = useNames([operator?.entity]);
  if (!operator) return <Absent problem={answer.problem} retry={answer.reload} />;
  const facts: [string, ReactNode][] = [
    [t.fields.email, operator.email],
    [t.fields.role, t.roles[operator.role]],
    ...(operator.entity ? ([[t.fields.entity, <><ThingLink code={operator.entity} label={nameOf(operator.entity)} /> <Code>{operator.entity}</Code></>]] as [string, ReactNode][]) : []),
    [t.fields.locale, operator.locale ? (t.telling.locales[operator.locale] ?? operator.locale) : null],
    ...(operator.createdAt ? ([[t.fields.created, dates.moment(operator.createdAt)]] as [string, ReactNode][]) : []),
  ];
  return (
    <>
      <PageHead resource="operators" title={operator.name} code={operator.email} actions={<EditLink resource="operators" code={operator.email} />} />
      {answer.problem && <ProblemNote problem={answer.problem} />}
      <div className="two">
        <div className="stack">
          {operator.role !== 'local' && <Packages title={t.pages.operator.packages} id="card-packages" query={`assignedTo=${encodeURIComponent(operator.email)}`} />}
          {operator.role !== 'local' && <Packages title={t.pages.operator.reviews} id="card-reviews" query={`reviewer=${encodeURIComponent(operator.email)}`} />}
          <Timeline subject={operator.email} />
        </div>
        <Card title={t.package.summary} id="card-summary">
          <Facts facts={facts} />
        </Card>
      </div>
    </>
  );
}

function Packages({ title, id, query }: { title: string; id: string; query: string }) {
  const { t } = useReader();
  const answer = useAnswer<Page<CampaignPackage>>(`/packages?${query}&sort=-modifiedAt&limit=${SHOWN}`);
  const items = answer.data?.items ?? [];
  const nameOf = useNames([]);
  const columns: Column<CampaignPackage>[] = [
    { name: 'package', head: t.fields.package, cell: (item) => (<><Link to={recordPath('packages', item.code)}>{item.label}</Link><span className="sub code">{item.code}</span></>) },
    { name: 'status', head: t.fields.status, style: 'bare', cell: (item) => (<div className="badges"><LifeBadge of="packages" status={item.status} /><LateMark late={item.late} /></div>) },
    { name: 'modified', head: t.fields.modified, zoned: true, number: true, style: 'nw', cell: (item, _nameOf, when) => when(item.modifiedAt) },
  ];
  return (
    <Card title={title} id={id} footer={items.length > 0 ? <span className="end"><Link to={listPath('packages', `?${query}`)}>{t.pages.operator.all}</Link></span> : undefined}>
      {answer.problem && <ProblemNote problem={answer.problem} />}
      {answer.data && <Rows list={{ title, columns, keyOf: (item) => item.code, empty: t.pages.operator.none, style: 'ord' }} items={items} nameOf={nameOf} isFiltered={false} />}
    </Card>
  );
}
