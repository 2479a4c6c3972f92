import MailComposer from 'nodemailer/lib/mail-composer';

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
    subject: oneLine(mail.subject),
    html: mail.html,
    text: mail.text,
    messageId: `<${mail.messageId}>`,
    date: mail.date,
    // No vacation answers to us, and a way back from a mail to its proof.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Relais-Notification': mail.notification },
  });
  return composer.compile().build();
}

/** A label may hold line breaks; a header must not: what follows one would be a header of its own. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** The bare address of `Name <address>`. */
export function bareAddress(sender: string): string {
  return (/<([^<>]+)>\s*$/.exec(sender)?.[1] ?? sender).trim();
}

/** The name of `Name <address>`; null where there is none. */
export function displayName(sender: string): string | null {
  const name = /^(.*)<[^<>]+>\s*$/.exec(sender)?.[1]?.trim().replace(/^"|"$/g, '') ?? '';
  return name === '' ? null : name;
}
