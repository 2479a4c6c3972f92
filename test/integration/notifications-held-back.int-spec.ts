import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { OrderRejected } from '../../src/notifications/events/order-rejected.js';
import { Sending } from '../../src/notifications/sending.js';
import type { Mailbox } from '../support/mailbox.js';
import { NotifiedNetwork } from '../support/notified-network.js';
import type { Story } from '../support/story.js';

interface Row {
  id: string;
  event: string;
  address: string;
  state: string;
  lastError: string | null;
  allowed: string[];
}

describe('mails that have become untrue, and those that people make up', () => {
  let network: NotifiedNetwork;
  let story: Story;
  let mailbox: Mailbox;

  beforeAll(async () => {
    network = await NotifiedNetwork.start('held-back');
    ({ story, mailbox } = network);
  });
  afterAll(async () => {
    await (network as NotifiedNetwork | undefined)?.close();
  });
  beforeEach(async () => {
    await mailbox.read();
  });
  afterEach(() => {
    letGo();
  });

  /** Mails are owed and wait, as where the mail server is away. */
  let held: { mockRestore: () => void } | undefined;
  const hold = (): void => {
    held = jest.spyOn(network.app.app.get(Sending), 'drain').mockResolvedValue(undefined);
  };
  const letGo = (): void => {
    held?.mockRestore();
    held = undefined;
  };
  const rows = async (query: string): Promise<Row[]> => (await story.get<{ items: Row[] }>(`/notifications?${query}&limit=100`)).items;
  const owed = (query: string, count: number): Promise<unknown> => story.until(`/notifications?${query}`, 'are owed', ({ items }) => (items as unknown[]).length === count);

  it.each([
    ['an invitation to a package that is canceled meanwhile', 'campaign-subscription', async (code: string) => network.by('claire', 'POST', `/packages/${code}/cancel`)],
    ['an invitation to a package whose registration closes meanwhile', 'campaign-subscription', async (code: string) => {
      await network.edit(`/packages/${code}`, { registrationDeadline: network.at(-0.001) });
      // Told to head office, so that it is not in the way of the tests that follow.
      await owed(`package=${code}&event=registration-closed`, 3);
    }],
  ])('%s is not sent', async (_what, event, happens) => {
    hold();
    const code = await network.aPackage();
    await story.post(`/packages/${code}/approve`);
    await owed(`package=${code}&event=${event}`, 3);
    await happens(code);

    letGo();

    const mails = await mailbox.read();
    expect(mails.filter(({ subject }) => /subscription|Inscription à/.test(subject))).toEqual([]);
    const settled = await rows(`package=${code}&event=${event}`);
    expect(settled.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed']);
    expect(settled[0]?.lastError).toMatch(/^held back: /);
  });

  it('a request to decide on an order that is decided meanwhile is not sent; the decision is told', async () => {
    const code = await network.published();
    hold();
    const order = await network.ordered(code, network.lyon);
    await owed(`order=${order}`, 1);
    await network.by('claire', 'POST', `/orders/${order}/reject`, { comment: 'No.' });
    await owed(`order=${order}`, 3);

    letGo();

    expect(await mailbox.kinds()).toEqual(['lyon: [Commande rejetée]', 'rhone: [Commande rejetée]']);
  });

  it('an available order that is canceled meanwhile is told as canceled only', async () => {
    const code = await network.published();
    const order = await network.ordered(code, network.london);
    await mailbox.read();
    hold();
    await story.post(`/orders/${order}/approve`);
    await owed(`order=${order}&event=campaign-available`, 1);
    await network.by('claire', 'POST', `/orders/${order}/cancel`);
    await owed(`order=${order}&event=order-canceled`, 1);

    letGo();

    expect(await mailbox.kinds()).toEqual(['london: [Order canceled]']);
  });

  it('a mail can be sent again while it is true, and not once it is not', async () => {
    const code = await network.aPackage({ reviewers: ['rita@relais.example'], availableAt: network.at(5) });
    await network.by('claire', 'POST', `/packages/${code}/submit`);
    expect(await mailbox.kinds()).toHaveLength(1);
    const [row] = await rows(`package=${code}&event=package-approval`);

    expect((await network.as('claire', 'POST', `/notifications/${row?.id}/resend`)).status).toBe(202);
    expect(await mailbox.kinds()).toEqual(['rita: [Validation de kit d’opération]']);
    await network.by('rita', 'POST', `/packages/${code}/reject`, { comment: 'No.' });
    const refused = await network.as('claire', 'POST', `/notifications/${row?.id}/resend`);

    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'notification-outdated', allowed: [] });
  });

  it('a mail that cannot be worded holds up no other, and is tried again', async () => {
    const code = await network.published();
    const order = await network.ordered(code, network.lyon);
    await mailbox.read();
    hold();
    await story.post(`/orders/${order}/reject`, { comment: 'No.' });
    await owed(`order=${order}&event=order-rejected`, 2);
    const broken = jest.spyOn(network.app.app.get(OrderRejected, { strict: false }), 'mails').mockImplementationOnce(() => {
      throw new Error('a word is missing');
    });
    await network.edit(`/packages/${code}`, { audience: [network.lyon, network.london, network.bath] });
    await owed(`package=${code}&event=campaign-subscription`, 4);

    letGo();

    await story.until(`/notifications?order=${order}&event=order-rejected`, 'have failed once', ({ items }) => (items as { lastError: string | null }[]).every(({ lastError }) => lastError === 'could not be worded: a word is missing'));
    await story.until(`/notifications?package=${code}&event=campaign-subscription&entity=${network.bath}`, 'is sent', ({ items }) => (items as { state: string }[])[0]?.state === 'sent');
    broken.mockRestore();
    expect(await mailbox.kinds()).toEqual(['bath: [Campaign subscription]', 'lyon: [Commande rejetée]', 'rhone: [Commande rejetée]']);
  });

  it('what people type reaches the mail server as text: no header, no markup, no turned line', async () => {
    const evil = 'Sale"\'<script>alert(1)</script>\u202Egpj.exe, Bcc: all@relais.example';
    const code = await network.published({ label: evil, distributionLevel: 'by-form', form: [{ name: 'why', label: '<b>Why</b>', type: 'text', options: [], required: false, default: null }] });

    const order = await network.ordered(code, network.lyon, { comment: 'One\r\nBcc: all@relais.example\r\n\r\n<img src=x onerror=alert(1)>', parameters: { why: `${'x'.repeat(1_000)}\r\n<a href="https://evil.example">Click</a>` } });

    const [mail, ...others] = await mailbox.read();
    expect(others).toEqual([]);
    const head = mail?.raw.split('\r\n\r\n')[0] ?? '';
    expect(head).not.toMatch(/^(?:Bcc|Cc):/im);
    expect(head.match(/^(?:To|Subject|From):/gm)).toHaveLength(3);
    expect(mail?.subject).toBe(`[Validation de commande] Sale"'<script>alert(1)</script>gpj.exe, Bcc: all@relais.example (${order})`);
    expect(mail?.html).not.toMatch(/<script|<img|<b>Why|evil\.example">|\u202E/);
    expect(mail?.html).toContain('&#60;a href=&#34;https://evil.example&#34;&#62;Click');
    expect(mail?.text).toContain('> One\n> Bcc: all@relais.example\n> \n> <img src=x onerror=alert(1)>');
    expect(Math.max(...(mail?.raw ?? '').split('\r\n').map((line) => line.length))).toBeLessThan(999);
  });
});
