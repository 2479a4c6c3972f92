import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Code, Crumbs, listPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';

interface Props {
  /** The list this thing stands in. */
  resource: 'packages' | 'orders' | 'campaigns' | 'workflows' | 'deliveries' | 'entities' | 'operators' | 'notifications';
  /** What lies between the list and the thing. */
  between?: ReactNode;
  title: string;
  code: string;
  /** Badge and its date line. */
  line?: ReactNode;
  actions?: ReactNode;
}

/** Where the reader is, what this is, how it stands, and what they may do. */
export function PageHead({ resource, between, title, code, line, actions }: Props) {
  const { things, isLocal } = useReader();
  // A local operator has no list of entities: theirs is the only one.
  const hasList = !isLocal || resource !== 'entities';
  const crumbs = [
    hasList ? (
      <Link key="list" to={listPath(resource)}>
        {things[resource]}
      </Link>
    ) : (
      <span key="list">{things[resource]}</span>
    ),
    ...(between ? [<span key="between">{between}</span>] : []),
    <Code key="code">{code}</Code>,
  ];
  return (
    <>
      <Crumbs>{crumbs}</Crumbs>
      <div className="head">
        <div>
          <h1>
            {title} <span className="code h">{code}</span>
          </h1>
          {line && <div className="line">{line}</div>}
        </div>
        {actions}
      </div>
    </>
  );
}
