import { useState } from 'react';
import { Card } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { framed, sampleOf, written } from './preview.js';
import { useAnswer } from '../answers/use-answer.js';
import type { Page } from '../answers/api.js';
import type { DeliveryContent } from '../answers/processes.js';
import type { Order } from '../answers/things.js';

interface Recipient {
  email: string;
  entity: string;
  firstName: string | null;
  lastName: string | null;
  locale: string | null;
  attributes?: Record<string, unknown>;
}

interface Props {
  content: Pick<DeliveryContent, 'label' | 'subject' | 'html' | 'text'>;
  /** Whose recipient the fields are taken from; null: anybody's. */
  entity: string | null;
  /** Whose order the parameters are taken from. */
  ofPackage: string | null;
  /** Of a draft that is being typed. */
  isPreview?: boolean;
}

/** The mail as a recipient gets it, in a frame that runs nothing and loads nothing. */
export function MailPreview({ content, entity, ofPackage, isPreview = false }: Props) {
  const { t } = useReader();
  const words = t.pages.delivery;
  const hasHtml = Boolean(content.html?.trim());
  const [shows, setShows] = useState<'html' | 'text'>(hasHtml || !content.text?.trim() ? 'html' : 'text');
  const recipient = useAnswer<Page<Recipient>>(`/recipients?limit=1${entity ? `&entity=${entity}` : ''}`).data?.items[0];
  const about = useAnswer<Record<string, unknown>>(recipient ? `/entities/${recipient.entity}` : null).data;
  const order = useAnswer<Page<Order>>(recipient && ofPackage ? `/orders?package=${ofPackage}&entity=${recipient.entity}&status=available&limit=1` : null).data?.items[0];
  const sample = recipient ? { recipient: { ...recipient.attributes, ...recipient }, entity: about ?? { code: recipient.entity }, parameters: order?.parameters ?? {} } : sampleOf();
  const who = recipient && ([recipient.firstName, recipient.lastName].filter(Boolean).join(' ') || recipient.email);
  const tab = (value: 'html' | 'text', word: string) => (
    <button type="button" aria-pressed={shows === value} onClick={() => setShows(value)}>
      {word}
    </button>
  );
  const source = shows === 'html' ? (content.html ?? '') : (content.text ?? '');
  const nothing = shows === 'html' ? words.noHtml : words.noText;
  return (
    <Card title={isPreview ? t.pages.form.preview : words.mail} id="card-mail" beside={who ? words.as(who) : words.asNobody} footer={shows === 'html' && hasHtml && words.remote}>
      <p className="mail-subject pad">
        <span className="muted">{t.pages.form.subject}</span> <b>{written(content.subject, sample, 'plain')}</b>
      </p>
      <div className="quick in" role="group" aria-label={words.mail}>
        {tab('html', words.html)}
        {tab('text', words.text)}
      </div>
      {!source.trim() ? <p className="empty">{nothing}</p> : shows === 'html' ? <iframe className="mail-frame" sandbox="" title={words.preview(content.label)} srcDoc={framed(written(source, sample, 'html'))} /> : <pre className="mail-text" tabIndex={0}>{written(source, sample, 'plain')}</pre>}
    </Card>
  );
}
