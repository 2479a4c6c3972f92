import MailComposer from 'nodemailer/lib/mail-composer';

import { oneLine } from '../../mail/headers.js';
import { cleanLine } from './clean-text.js';

/** A mail to one address, ready to be written. */
export interface Composed {
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  /** Without the angle brackets. */
  messageId: string;
  date: Date;
  notification: string;
}

/** The whole message: headers encoded and folded, HTML beside text. */
export async function compose(mail: Composed): Promise<Buffer> {
  const composer = new MailComposer({
    from: mail.from,
    to: { name: '', address: mail.to },
    subject: oneLine(cleanLine(mail.subject)),
    html: mail.html,
    text: mail.text,
    messageId: `<${mail.messageId}>`,
    date: mail.date,
    // No vacation answers to us, and a way back from a mail to its proof.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Relais-Notification': mail.notification },
  });
  return composer.compile().build();
}
