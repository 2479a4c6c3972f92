const PAGE = 5_000;

/** Every mail at the catcher. */
async function caught(mailUrl) {
  const mails = [];
  for (;;) {
    const page = await (await fetch(`${mailUrl}/api/v1/messages?start=${mails.length}&limit=${PAGE}`)).json();
    mails.push(...page.messages);
    if (page.messages.length < PAGE) return mails;
  }
}

/**
 * Counts what really arrived.
 * @param addresses of the cancellation mails, from the entities' groups: never from what the application believes it sent
 */
export async function countMails(mailUrl, prepared, report, addresses) {
  const mails = (await caught(mailUrl)).map((mail) => ({ to: mail.To[0]?.Address ?? '', subject: mail.Subject }));
  const marks = [`[Cancellation of package] ${prepared.label} (${prepared.package})`, `[Annulation du kit] ${prepared.label} (${prepared.package})`];
  const ofDeliveries = mails.filter(({ subject }) => subject.startsWith(`${prepared.label}, `));
  const ofCancellation = mails.filter(({ subject }) => marks.includes(subject));
  const repeated = (list, key) => list.length - new Set(list.map(key)).size;
  return {
    deliveries: { sent: report.deliveries.reduce((sum, { sent }) => sum + sent, 0), received: ofDeliveries.length },
    cancellation: { addresses, received: ofCancellation.length },
    duplicates: repeated(ofDeliveries, ({ to, subject }) => `${to} ${subject.slice(0, subject.lastIndexOf(': '))}`) + repeated(ofCancellation, ({ to }) => to),
  };
}
