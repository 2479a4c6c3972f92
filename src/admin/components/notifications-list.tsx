import { useState } from 'react';
import { Problem, postJson, type ProblemBody } from './api.js';
import { List } from './list.js';
import type { Filter } from './list-filters.js';
import { Code, ProblemNote, ThingLink } from './parts.js';
import { useReader } from './reader.js';
import { ProcessChip } from './status.js';

interface Notification {
  id: string;
  event: string;
  subject: string;
  package: string | null;
  order: string | null;
  entity: string | null;
  address: string;
  cycle: number;
  state: string;
  attempts: number;
  acceptedAt: string | null;
  messageId: string | null;
  lastError: string | null;
  allowed: string[];
}

const STATES = ['pending', 'sending', 'sent', 'failed', 'uncertain'] as const;

/** Every mail owed, to whom, with the server's proof or the last error. */
export function NotificationsList() {
  const { t, n, things, isLocal } = useReader();
  const words: Record<string, string> = t.status;
  const events: Record<string, string> = t.events;
  const filters: Filter[] = [
    { key: 'state', kind: 'choice', label: t.fields.state, values: STATES, word: (value) => words[value] ?? value },
    { key: 'package', kind: 'text', label: t.fields.package },
    ...(isLocal ? [] : [{ key: 'entity', kind: 'text', label: t.fields.entity } as const]),
  ];
  return (
    <List<Notification>
      list={{
        title: things.notifications,
        path: '/notifications',
        filters,
        keyOf: (mail) => mail.id,
        codes: (mail) => [mail.entity, mail.package],
        columns: [
          { head: t.fields.address, cell: (mail, nameOf) => (<>{mail.address}<span className="sub">{nameOf(mail.entity)} {mail.entity && <Code>{mail.entity}</Code>}</span></>) },
          { head: t.fields.event, style: 'bare', cell: (mail) => (<>{events[mail.event] ?? mail.event}<span className="sub code">{mail.subject}</span></>) },
          { head: t.fields.package, style: 'bare', cell: (mail, nameOf) => (mail.package ? <><ThingLink code={mail.package} label={nameOf(mail.package)} /><span className="sub code">{mail.package}</span></> : t.none) },
          { head: t.fields.state, style: 'bare', cell: (mail) => <ProcessChip status={mail.state} /> },
          { head: t.fields.attempts, number: true, cell: (mail) => n(mail.attempts) },
          { head: t.fields.proof, style: 'proof bare', cell: (mail, _nameOf, when) => (<>{mail.acceptedAt ? when(mail.acceptedAt) : (mail.lastError ?? t.none)}{mail.messageId && <span className="sub code" title={mail.messageId}>{mail.messageId}</span>}<Resend mail={mail} /></>) },
        ],
      }}
    />
  );
}

function Resend({ mail }: { mail: Notification }) {
  const { t } = useReader();
  const [sent, setSent] = useState(false);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  if (!mail.allowed.includes('resend')) return null;
  const resend = async (): Promise<void> => {
    try {
      await postJson(`/notifications/${encodeURIComponent(mail.id)}/resend`, {}, crypto.randomUUID());
      setSent(true);
    } catch (error) {
      setProblem(error instanceof Problem ? error.body : { status: 0 });
    }
  };
  if (sent) return <span role="status" className="sub">{t.resent}</span>;
  return (
    <>
      <button type="button" className="btn quiet sm" onClick={() => void resend()}>
        {t.resend}
        <span className="vh"> {mail.address}</span>
      </button>
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}
