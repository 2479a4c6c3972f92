import { useState } from 'react';
import { browserNow } from '../reader/browser-clock.js';
import { useReader } from '../reader/reader.js';
import type { CampaignPackage } from '../answers/things.js';

/** The mail as the entities will find it: its red box, who, and the comment as it is typed. */
export function MailPreview({ item, comment }: { item: CampaignPackage; comment: string }) {
  const { t, dates, operator } = useReader();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {' '}
      <button type="button" className="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t.cascade.mail}
      </button>
      {isOpen && (
        <span className="mail-preview">
          <span className="strong">{t.events['package-canceled']} {item.label} ({item.code})</span>
          <span className="box">{t.cascade.mailBox(dates.moment(browserNow().toISOString()))}</span>
          <span>{t.cascade.mailBy(operator.name)}: {comment.trim() ? t.quoted(comment.trim()) : t.cascade.noComment}</span>
          <span className="muted">{t.cascade.mailLead}</span>
        </span>
      )}
    </>
  );
}
