import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Code, Icon } from '../parts/parts.js';

/** One thing that needs somebody: what, why, since when, and the way to it. */
export function Need({ icon, style, to, label, code, what, since, action }: { icon: string; style: string; to: string; label: string; code: string; what: ReactNode; since: string; action: string }) {
  return (
    <li>
      <span className={style}>
        <Icon name={icon} />
      </span>
      <div>
        <Link className="name" to={to}>
          {label}
        </Link>{' '}
        <Code>{code}</Code>
        <span className="sub">{what}</span>
      </div>
      <span className="muted since">{since}</span>
      <Link className="btn sm" to={to}>
        {action}
        <span className="vh"> {label}</span>
      </Link>
    </li>
  );
}
