import { longDate, zoneName } from '../../language/dates.js';
import type { AnnouncedCancel, AnnouncedPackage } from '../announcement.schema.js';
import { notificationKey } from '../notification-key.js';
import { campaignSubscriptionMail } from './campaign-subscription.mail.js';
import { oneLine } from '../../mail/headers.js';
import { compose } from './compose.js';
import type { Addressee, EntityFate, PageOf } from './entity-fate.js';
import { htmlBody } from './html-body.js';
import { packageCanceledMail } from './package-canceled.mail.js';
import { textBody } from './text-body.js';

const page: PageOf = (resource, code) => `https://relais.example/admin/resources/${resource}/records/${code}/show`;
const winter: AnnouncedPackage = {
  code: 'CAT86',
  label: 'Winter savings 3.40 %',
  kind: 'collaborative',
  distributionLevel: 'by-campaign',
  campaign: { code: 'OP25', label: 'Winter savings' },
  schedule: { start: new Date('2026-11-13T07:00:00Z'), end: new Date('2027-01-15T22:59:00Z') },
  availableAt: new Date('2026-11-16T08:00:00Z'),
  registrationDeadline: new Date('2026-11-20T17:00:00Z'),
  personalizationDeadline: null,
};
const canceled: AnnouncedCancel = { code: 'CXL4', at: new Date('2026-11-24T09:42:11Z'), by: 'claire@meridian.example', byName: 'Claire Fontaine', comment: 'The rate is 2.40 %, not 3.40 %.' };
const lyon: Addressee = { code: 'OU3', label: 'Lyon Part-Dieu', locale: 'en', timeZone: 'Europe/Paris' };
const fate: EntityFate = {
  orders: [{ code: 'ORD2871', before: 'available' }],
  campaigns: [{ code: 'OU3_OP25', label: 'Winter savings, Lyon Part-Dieu' }],
  workflows: [],
  deliveries: [{ code: 'DM211', own: true, stopped: true, stoppedAt: new Date('2026-11-24T09:42:12Z'), sent: 3107, notSent: 2369, failed: 6, uncertain: 0 }],
};
const nothing: EntityFate = { orders: [], campaigns: [], workflows: [], deliveries: [] };

describe('the mail of a canceled package', () => {
  it('tells in English what happened, by whom, why, and to their order', () => {
    const mail = packageCanceledMail(winter, canceled, lyon, fate, page);
    const text = textBody(mail.blocks, 'en');

    expect(mail.subject).toBe('[Cancellation of package] Winter savings 3.40 % (CAT86)');
    expect(text).toContain('The campaign was canceled centrally on 24 November 2026, 10:42 CET');
    expect(text).toContain('Claire Fontaine of the central entity canceled this package and wrote:\n\n> The rate is 2.40 %, not 3.40 %.');
    expect(text).toContain('[Canceled] Your order ORD2871 <https://relais.example/admin/resources/orders/records/ORD2871/show>, which was available');
    expect(text).toContain('[Stopped] Your delivery DM211, at 10:42 CET.\n    3,107 messages sent, 2,369 not sent, 6 failed.');
    expect(text).toContain('Schedule: 13 November 2026, 08:00 CET to 15 January 2027, 23:59 CET');
    expect(text).toContain('Personalization deadline: none');
  });

  it('tells it in French, with French spaces, quotes and zone names', () => {
    const mail = packageCanceledMail(winter, canceled, { ...lyon, locale: 'fr' }, fate, page);
    const text = textBody(mail.blocks, 'fr');

    expect(mail.subject).toBe('[Annulation du kit] Winter savings 3.40 % (CAT86)');
    expect(text).toContain('L’opération a été annulée par l’entité centrale le 24 novembre 2026, 10:42 CET');
    expect(text).toContain('Claire Fontaine, de l’entité centrale, a annulé ce kit et a écrit\u00a0:');
    expect(text).toContain('Messages envoyés\u00a0: 3\u202f107, non envoyés\u00a0: 2\u202f369, en échec\u00a0: 6.');
    expect(text).toContain('Date limite d’inscription\u00a0: 20 novembre 2026, 18:00 CET');
  });

  it('says so where the entity had no order, and where no comment was left', () => {
    const text = textBody(packageCanceledMail(winter, { ...canceled, comment: null }, lyon, nothing, page).blocks, 'en');

    expect(text).toContain('Your entity had no order of this package');
    expect(text).toContain('left no comment');
    expect(text).toContain('See the package:\nhttps://relais.example/admin/resources/packages/records/CAT86/show');
  });

  it('keeps labels, comments and names from becoming markup', async () => {
    const mail = packageCanceledMail(
      { ...winter, label: '<script>alert(1)</script>"\'&' },
      { ...canceled, byName: '<b>Claire</b>', comment: '<img src=x onerror=alert(1)>\nsecond @@0@@ line' },
      { ...lyon, label: '"><script>x</script>' },
      fate,
      page,
    );

    const html = await htmlBody(mail.blocks, 'en');

    expect(html).not.toMatch(/<script>alert|<script>x|<img src=x|<b>Claire<\/b>/);
    expect(html).toContain('&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#39;&#38;');
    expect(html).toContain('&#60;img src=x onerror=alert(1)&#62;<br>second @@0@@ line');
  });

  it('loads nothing from elsewhere and leaves no slot open', async () => {
    const html = await htmlBody(packageCanceledMail(winter, canceled, lyon, fate, page).blocks, 'en');

    expect(html).not.toMatch(/@@\d|fonts\.googleapis|<link|<img|<script/);
    expect(html).toContain('lang="en"');
    expect(html).toContain('href="https://relais.example/admin/resources/orders/records/ORD2871/show"');
    expect([...html.matchAll(/href="([^"]+)"/g)].every(([, href]) => href?.startsWith('https://relais.example/'))).toBe(true);
  });
});

describe('the mail that invites to register', () => {
  it('names the last day and leads to the package, in both languages', () => {
    const english = campaignSubscriptionMail(winter, lyon, page);
    const french = campaignSubscriptionMail({ ...winter, registrationDeadline: null }, { ...lyon, locale: 'fr' }, page);

    expect(english.subject).toBe('[Campaign subscription] Winter savings 3.40 % (CAT86)');
    expect(textBody(english.blocks, 'en')).toContain('You can register until 20 November 2026, 18:00 CET.');
    expect(french.subject).toBe('[Inscription à l’opération] Winter savings 3.40 % (CAT86)');
    expect(textBody(french.blocks, 'fr')).toContain('Vous pouvez vous inscrire jusqu’au 15 janvier 2027, 23:59 CET.');
  });
});

describe('the message on the wire', () => {
  it('takes line breaks out of a subject, so that a label cannot add a header', async () => {
    const message = await compose({ from: 'Relais <relais@meridian.example>', to: 'lyon@meridian.example', subject: 'Sale\r\nBcc: all@meridian.example\u2028x', html: '<p>x</p>', text: 'x', messageId: 'a.0@meridian.example', date: new Date('2026-11-24T09:42:11Z'), notification: 'a' });
    const head = message.toString().split('\r\n\r\n')[0] ?? '';

    expect(oneLine('a\r\n\tb')).toBe('a b');
    expect(head).toMatch(/^Subject: Sale Bcc: all@meridian\.example x$/m);
    expect(head).not.toMatch(/^Bcc:/m);
    expect(head).toMatch(/^Message-ID: <a\.0@meridian\.example>$/m);
    expect(head).toMatch(/^Auto-Submitted: auto-generated$/m);
  });
});

describe('a date in a mail', () => {
  it('carries the name of its zone, in winter and in summer', () => {
    expect(longDate(new Date('2026-07-14T08:00:00Z'), 'fr', 'Europe/Paris')).toBe('14 juillet 2026, 10:00 CEST');
    expect(longDate(new Date('2026-12-31T23:30:00Z'), 'en', 'Europe/Paris')).toBe('1 January 2027, 00:30 CET');
    expect(zoneName(new Date('2026-12-31T23:30:00Z'), 'America/New_York')).toBe('EST');
    expect(zoneName(new Date('2026-12-31T23:30:00Z'), 'Asia/Kolkata')).toMatch(/^(?:IST|GMT\+5:30)$/);
  });
});

describe('what makes a notification itself', () => {
  const key = { event: 'package-canceled', subject: 'CAT86', cycle: 1, entity: 'OU3', address: 'lyon@meridian.example' };

  it('is its event, subject, cycle, entity and address', () => {
    expect(notificationKey({ ...key, address: ' Lyon@Meridian.example' })).toBe(notificationKey(key));
    for (const other of [{ event: 'campaign-subscription' }, { subject: 'CAT87' }, { cycle: 2 }, { entity: 'OU4' }, { address: 'paris@meridian.example' }]) {
      expect(notificationKey({ ...key, ...other })).not.toBe(notificationKey(key));
    }
  });
});
