import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { ProblemBody } from '../answers/api.js';
import { useReader } from '../reader/reader.js';
import { useNames, useTick } from '../answers/use-answer.js';

export function Icon({ name, className = '' }: { name: string; className?: string }) {
  return <span className={`i i-${name} ${className}`} aria-hidden="true" />;
}

export function Code({ children }: { children: ReactNode }) {
  return <span className="code">{children}</span>;
}

export const recordPath = (resource: string, code: string, action = 'show'): string => `/admin/resources/${resource}/records/${encodeURIComponent(code)}/${action}`;
export const listPath = (resource: string, query = ''): string => `/admin/resources/${resource}${query}`;

/** Which list a code's thing lives in: codes are what people say on the phone. */
export function resourceOfCode(code: string): string | null {
  const kinds: [RegExp, string][] = [
    [/^CAT\d+$/, 'packages'], [/^ORD\d+$/, 'orders'], [/^CXL\d+$/, 'cancellations'], [/^(?:OU\d+_)?OP\d+$/, 'campaigns'],
    [/^WKF\d+$/, 'workflows'], [/^DM\d+$/, 'deliveries'], [/^OU\d+$/, 'entities'],
  ];
  return kinds.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}

/** Savings/2026 as people read it: Savings / 2026. */
export const folderWords = (folder: string | null): string => (folder ?? '').split('/').filter(Boolean).join(' / ');

export function ThingLink({ code, label }: { code: string; label?: string }) {
  const resource = resourceOfCode(code);
  if (!resource) return <>{label ?? code}</>;
  return <Link to={recordPath(resource, code)}>{label ?? code}</Link>;
}

export function Card({ title, id, beside, end, children, footer, className = '' }: { title: string; id: string; beside?: ReactNode; end?: ReactNode; children: ReactNode; footer?: ReactNode; className?: string }) {
  return (
    <section className={`card ${className}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {beside && <span className="muted">{beside}</span>}
        {end && <span className="end">{end}</span>}
      </header>
      {children}
      {footer && <footer>{footer}</footer>}
    </section>
  );
}

export function Facts({ facts }: { facts: [string, ReactNode][] }) {
  return (
    <dl className="facts pad">
      {facts.map(([name, value]) => (
        <FactRow key={name} name={name} value={value} />
      ))}
    </dl>
  );
}

function FactRow({ name, value }: { name: string; value: ReactNode }) {
  const { t } = useReader();
  const empty = value === null || value === undefined || value === '';
  return (
    <>
      <dt>{name}</dt>
      <dd>{empty ? t.none : value}</dd>
    </>
  );
}

/** What went wrong, why, and what is allowed now. */
export function ProblemNote({ problem, retry }: { problem: ProblemBody; retry?: () => void }) {
  const { t } = useReader();
  const verbs: Record<string, string> = t.verbs;
  if (problem.code === 'already-decided' && problem.by && problem.at) return <DecidedNote by={problem.by} at={problem.at} as={problem.decision ?? problem.from} />;
  const allowed = problem.allowed?.map((command) => verbs[command] ?? command) ?? [];
  const inTheWay = [...(problem.cancellations ?? []), ...(problem.workflows ?? []), ...(problem.deliveries ?? [])].slice(0, WAYS_SHOWN);
  const head = problem.status === 0 ? t.problem.network : (problem.detail ?? problem.title ?? problem.code ?? '');
  return (
    <div className="note bad mb" role="alert">
      <Icon name="alert" />
      <div className="why">
        <b>{head}</b>{' '}
        {problem.allowed && <span>{allowed.length > 0 ? t.problem.allowed(allowed.join(', ')) : t.problem.nothingAllowed}</span>}
        {inTheWay.length > 0 && (
          <span className="ways">
            {inTheWay.map((code) => <ThingLink key={code} code={code} />)}
          </span>
        )}
        {problem.errors && (
          <ul>
            {problem.errors.map(({ field, message }) => (
              <li key={`${field} ${message}`}>
                <Code>{field}</Code> {message}
              </li>
            ))}
          </ul>
        )}
      </div>
      {retry && (
        <button type="button" className="btn sm" onClick={retry}>
          {t.frame.retry}
        </button>
      )}
    </div>
  );
}

const WAYS_SHOWN = 20;
const DECISIONS: Record<string, 'approved' | 'rejected'> = { approved: 'approved', published: 'approved', available: 'approved', rejected: 'rejected' };

/** The second of two deciders reads who was first, and when: no fault of theirs. */
function DecidedNote({ by, at, as = '' }: { by: string; at: string; as?: string }) {
  const { t, dates } = useReader();
  const nameOf = useNames([by]);
  return (
    <div className="note mb" role="alert">
      <Icon name="info" />
      <div className="why">
        <b>{t.life.decided[DECISIONS[as] ?? 'other'](nameOf(by), dates.moment(at))}</b> {t.life.decided.yours}
      </div>
    </div>
  );
}

const NOT_FOUND = 404;

/** In place of a thing that is not here: still on its way, unknown, or refused, with the way to try again. */
export function Absent({ problem, retry }: { problem: ProblemBody | null; retry: () => void }) {
  const { t } = useReader();
  if (!problem) return <Loading />;
  return (
    <>
      <div className="head">
        <h1>{problem.status === NOT_FOUND ? t.frame.notFound : t.frame.unavailable}</h1>
      </div>
      <ProblemNote problem={problem} retry={retry} />
    </>
  );
}

export function Loading() {
  const { t } = useReader();
  return (
    <p className="muted pad" role="status">
      <Icon name="spin" className="spin" /> {t.frame.loading}
    </p>
  );
}

const FRESH_SECONDS = 2;

/** "Live, updated 0.3 s ago"; past two seconds it says that it lost touch, and the figures stay. */
export function LiveNote({ heardAt }: { heardAt: number | null }) {
  const { t, locale } = useReader();
  const now = useTick(250);
  if (heardAt === null) return null;
  const seconds = Math.max(0, (now.getTime() - heardAt) / 1000);
  const said = seconds.toLocaleString(locale, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  return seconds > FRESH_SECONDS ? <span className="live lost">{t.frame.lost(said)}</span> : <span className="live">{t.frame.live(said)}</span>;
}

export function Crumbs({ children }: { children: ReactNode[] }) {
  const { t } = useReader();
  return (
    <nav className="crumb" aria-label={t.frame.path}>
      {children.map((child, index) => (
        <span key={index}>
          {index > 0 && <Icon name="right" />} {child}
        </span>
      ))}
    </nav>
  );
}
