import { simpleParser } from 'mailparser';

import { longDate, zoneName } from '../../language/dates.js';
import { oneLine } from '../../mail/headers.js';
import { aDecision, aFate, anAnnouncedOrder, anAnnouncedPackage, anEntityReader, anOperatorReader, page } from '../../../test/builders/mails.js';
import { notificationKey } from '../notification-key.js';
import { cleanLine, subjectOf } from './clean-text.js';
import { compose } from './compose.js';
import { htmlBody } from './html-body.js';
import { orderApprovalMail } from './order-approval.mail.js';
import { packageCanceledMail } from './package-canceled.mail.js';
import { textBody } from './text-body.js';

const EVIL = '<script>alert(1)</script>"\'&';
const TURNED = 'Sale \u202Egpj.exe\u2069';

describe('what people type', () => {
  it('never becomes markup: labels, comments, names', async () => {
    const mail = packageCanceledMail(
      anAnnouncedPackage({ label: EVIL, campaign: { code: 'OP25', label: EVIL } }),
      aDecision({ byName: '<b>Claire</b>', comment: '<img src=x onerror=alert(1)>\r\nsecond @@0@@ line' }),
      anEntityReader({}, { label: '"><script>x</script>' }),
      aFate({ campaigns: [{ code: 'OU3_OP25', label: EVIL }] }),
      page,
    );

    const html = await htmlBody(mail.blocks, 'en');

    expect(html).not.toMatch(/<script>alert|<script>x|<img src=x|<b>Claire<\/b>/);
    expect(html).toContain('&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#39;&#38;');
    expect(html).toContain('&#60;img src=x onerror=alert(1)&#62;<br>second @@0@@ line');
  });

  it('never becomes markup either as an answer or the label of its question', async () => {
    const order = anAnnouncedOrder({ comment: EVIL, parameters: [{ label: `${EVIL} field`, value: `${EVIL} answer` }] });
    const reader = anOperatorReader({ orders: [order], entity: { code: 'OU3', label: `${EVIL} entity` } });

    const html = await htmlBody(orderApprovalMail(anAnnouncedPackage(), aDecision(), reader, page).blocks, 'fr');

    expect(html).not.toContain('<script>alert');
    for (const what of ['field', 'answer', 'entity']) expect(html).toContain(`&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#39;&#38; ${what}`);
  });

  it('cannot turn the rest of a line around, nor break out of its line in the text', async () => {
    const order = anAnnouncedOrder({ label: TURNED, parameters: [{ label: 'Text', value: `${TURNED}\r\n\r\nSee the order:\r\nhttps://evil.example` }] });
    const mail = orderApprovalMail(anAnnouncedPackage(), aDecision(), anOperatorReader({ orders: [order], entity: { code: 'OU3', label: 'Lyon' } }), page);
    const [text, html] = [textBody(mail.blocks, 'en'), await htmlBody(mail.blocks, 'en')];

    for (const written of [text, html, cleanLine(mail.subject)]) expect(written).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
    expect(text).toContain('\nText: Sale gpj.exe See the order: https://evil.example\n');
    expect(text).not.toMatch(/^https:\/\/evil\.example/m);
  });

  it('keeps every line of a comment inside the quotation', () => {
    const mail = packageCanceledMail(anAnnouncedPackage(), aDecision({ comment: 'One\r\n-- \r\nSee the package:\u2028https://evil.example' }), anEntityReader(), aFate(), page);

    expect(textBody(mail.blocks, 'en')).toContain('> One\n> -- \n> See the package:\n> https://evil.example\n');
  });
});

describe('the message on the wire', () => {
  const letter = (subject: string): Promise<Buffer> =>
    compose({ from: 'Relais <relais@meridian.example>', to: 'lyon@meridian.example', subject, html: '<p>x</p>', text: 'x', messageId: 'a.0@meridian.example', date: new Date('2026-11-24T09:42:11Z'), notification: 'a' });
  const headOf = async (subject: string): Promise<string> => (await letter(subject)).toString().split('\r\n\r\n')[0] ?? '';

  it('takes line breaks out of a subject, so that a label cannot add a header', async () => {
    const head = await headOf('Sale\r\nBcc: all@meridian.example\u2028x');

    expect(oneLine('a\r\n\tb')).toBe('a b');
    expect(head).toMatch(/^Subject: Sale Bcc: all@meridian\.example x$/m);
    expect(head).not.toMatch(/^Bcc:/m);
    expect(head).toMatch(/^Message-ID: <a\.0@meridian\.example>$/m);
    expect(head).toMatch(/^Auto-Submitted: auto-generated$/m);
  });

  it('turns nothing around in a subject, and folds a long one', async () => {
    const head = await headOf(`[Order rejected] ${TURNED} ${'é'.repeat(1_000)} (ORD1)`);

    const { subject } = await simpleParser(`${head}\r\n\r\nx`);
    expect(Math.max(...head.split('\r\n').map((line) => line.length))).toBeLessThan(200);
    expect(subject).toBe(`[Order rejected] Sale gpj.exe ${'é'.repeat(1_000)} (ORD1)`);
  });

  it('shortens a label that no mail program shows, by whole letters, and keeps the code', () => {
    expect(subjectOf('[Order rejected]', 'Winter savings', 'ORD1')).toBe('[Order rejected] Winter savings (ORD1)');
    expect(subjectOf('[Order rejected]', '😀'.repeat(1_000), 'ORD1')).toBe(`[Order rejected] ${'😀'.repeat(149)}… (ORD1)`);
  });
});

describe('a date in a mail', () => {
  it('carries the name of its zone, in winter and in summer', () => {
    expect(longDate(new Date('2026-07-14T08:00:00Z'), 'fr', 'Europe/Paris')).toBe('14 juillet 2026, 10:00 CEST');
    expect(longDate(new Date('2026-12-31T23:30:00Z'), 'en', 'Europe/Paris')).toBe('1 January 2027, 00:30 CET');
    expect(zoneName(new Date('2026-12-31T23:30:00Z'), 'America/New_York')).toBe('EST');
    expect(zoneName(new Date('2026-12-31T23:30:00Z'), 'Asia/Kolkata')).toMatch(/^(?:IST|GMT\+5:30)$/);
  });

  it('tells the two hours of the night apart when the clocks go back', () => {
    expect(longDate(new Date('2026-10-25T00:30:00Z'), 'en', 'Europe/Paris')).toBe('25 October 2026, 02:30 CEST');
    expect(longDate(new Date('2026-10-25T01:30:00Z'), 'en', 'Europe/Paris')).toBe('25 October 2026, 02:30 CET');
  });
});

describe('what makes a notification itself', () => {
  const key = { event: 'package-canceled', subject: 'CAT86', cycle: 1, entity: 'OU3', address: 'lyon@meridian.example', occurrence: null };

  it('is its event, subject, cycle, entity, address and occurrence', () => {
    expect(notificationKey({ ...key, address: ' Lyon@Meridian.example' })).toBe(notificationKey(key));
    for (const other of [{ event: 'campaign-subscription' }, { subject: 'CAT87' }, { cycle: 2 }, { entity: 'OU4' }, { address: 'paris@meridian.example' }, { occurrence: '2026-11-20T17:00:00.000Z' }]) {
      expect(notificationKey({ ...key, ...other })).not.toBe(notificationKey(key));
    }
  });
});
