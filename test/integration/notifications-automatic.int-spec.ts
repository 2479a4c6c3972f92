import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Mailbox } from '../support/mailbox.js';
import { NotifiedNetwork } from '../support/notified-network.js';
import type { Story } from '../support/story.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PAGE = 'https://relais.example/admin/resources';
const automatic = { orderApproval: 'automatic' };

describe('who is told of a package in automatic mode', () => {
  let network: NotifiedNetwork;
  let story: Story;
  let mailbox: Mailbox;

  beforeAll(async () => {
    network = await NotifiedNetwork.start('notified-automatic');
    ({ story, mailbox } = network);
  });
  afterAll(async () => {
    await (network as NotifiedNetwork | undefined)?.close();
  });
  beforeEach(async () => {
    network.ahead = 0;
    await mailbox.read();
  });

  const orderOf = async (campaignPackage: string, entity: string): Promise<string> => {
    const { items } = await story.get<{ items: { code: string }[] }>(`/orders?package=${campaignPackage}&entity=${entity}&sort=-createdAt`);
    return items[0]?.code ?? '';
  };

  it('approved: each entity is told that it is registered, with the way to its order; available: what is left, once', async () => {
    const code = await network.aPackage({ ...automatic, availableAt: network.at(1), personalizationDeadline: network.at(3) });

    await story.post(`/packages/${code}/approve`);

    const mails = await mailbox.read();
    const [lyon, london] = [await orderOf(code, network.lyon), await orderOf(code, network.london)];
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['london@relais.example', `[Campaign subscription] Winter savings (${code})`],
      ['lyon@relais.example', `[Inscription à l’opération] Winter savings (${code})`],
      ['rhone@relais.example', `[Inscription à l’opération] Winter savings (${code})`],
    ]);
    expect(mails[0]?.text).toContain(`Change or withdraw your order:\n${PAGE}/orders/records/${london}/show`);
    expect(mails[0]?.text).toMatch(/Your order becomes available on \d+ \w+ \d{4}, \d\d:\d\d (?:GMT|BST)\. Until then you can change or withdraw it\./);
    expect(mails[1]?.text).toContain(`${PAGE}/orders/records/${lyon}/show`);

    await network.by('lea', 'POST', `/orders/${lyon}/cancel`, { comment: 'Not for us.' });
    expect(await mailbox.kinds()).toEqual([]);

    network.ahead = DAY + HOUR;
    await story.until(`/orders/${london}`, 'is available', ({ status }) => status === 'available');
    expect(await mailbox.kinds()).toEqual(['london: [Campaign available]']);
  });

  it('an entity added to the audience once it is published: both mails, of an order that is available at once', async () => {
    const code = await network.published({ ...automatic });

    await network.edit(`/packages/${code}`, { audience: [network.lyon, network.london, network.bath] });

    await story.until(`/orders?package=${code}&entity=${network.bath}`, 'is available', ({ items }) => (items as { status: string }[])[0]?.status === 'available');
    const mails = await mailbox.read();
    expect(mails.map(({ to, subject }) => `${to} ${subject.split(']')[0]}]`)).toEqual(['bath@relais.example [Campaign available]', 'bath@relais.example [Campaign subscription]']);
    expect(mails[1]?.text).toContain('See your order:');
  });

  it('approved again for another audience: who is new is told of the order, who is out of its end, who stays nothing', async () => {
    const code = await network.aPackage({ ...automatic, availableAt: network.at(1) });
    await story.post(`/packages/${code}/approve`);
    await mailbox.read();
    const london = await orderOf(code, network.london);
    await network.edit(`/packages/${code}`, { audience: [network.lyon, network.bath] });

    await story.post(`/packages/${code}/approve`);

    const mails = await mailbox.read();
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['bath@relais.example', `[Campaign subscription] Winter savings (${code})`],
      ['london@relais.example', `[Order canceled] Winter savings (${london})`],
    ]);
    expect(mails[1]?.text).toContain('changed whom this package is offered to. It is not offered to your entity any more.');
  });
});
