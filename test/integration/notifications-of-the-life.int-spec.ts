import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Mailbox } from '../support/mailbox.js';
import { NotifiedNetwork } from '../support/notified-network.js';
import type { Story } from '../support/story.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PAGE = 'https://relais.example/admin/resources';

describe('who is told of what happens to packages and orders', () => {
  let network: NotifiedNetwork;
  let story: Story;
  let mailbox: Mailbox;

  beforeAll(async () => {
    network = await NotifiedNetwork.start('notified');
    ({ story, mailbox } = network);
  });
  afterAll(async () => {
    await (network as NotifiedNetwork | undefined)?.close();
  });
  beforeEach(async () => {
    network.ahead = 0;
    await mailbox.read();
  });

  it('a local package published: each address of the entities it is offered to, in their language', async () => {
    const code = await network.aPackage({ kind: 'local', distributionLevel: 'local' });

    await story.post(`/packages/${code}/approve`);

    const mails = await mailbox.read();
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['london@relais.example', `[New catalog entry] Winter savings (${code})`],
      ['lyon@relais.example', `[Nouveau kit au catalogue] Winter savings (${code})`],
      ['rhone@relais.example', `[Nouveau kit au catalogue] Winter savings (${code})`],
    ]);
    for (const { text, html } of mails) for (const written of [text, html]) expect(written).toContain(`${PAGE}/packages/records/${code}/show`);
  });

  it('a local package without an audience published: every entity', async () => {
    const code = await network.aPackage({ kind: 'local', distributionLevel: 'local', audience: [] });

    await story.post(`/packages/${code}/approve`);

    expect(await mailbox.kinds()).toEqual(['bath: [New catalog entry]', 'london: [New catalog entry]', 'lyon: [Nouveau kit au catalogue]', 'rhone: [Nouveau kit au catalogue]']);
  });

  it('a collaborative package in manual mode: its audience when it is published, not when it is approved; who is added later, then', async () => {
    const code = await network.aPackage({ availableAt: network.at(1) });
    await story.post(`/packages/${code}/approve`);
    expect(await mailbox.kinds()).toEqual([]);

    await story.post(`/packages/${code}/publish`);
    expect(await mailbox.kinds()).toEqual(['london: [Campaign subscription]', 'lyon: [Inscription à l’opération]', 'rhone: [Inscription à l’opération]']);

    await network.edit(`/packages/${code}`, { audience: [network.lyon, network.london, network.bath] });
    expect(await mailbox.kinds()).toEqual(['bath: [Campaign subscription]']);
  });

  it('a package submitted: its reviewers, in their language and head office’s zone, again when it is submitted again', async () => {
    const code = await network.aPackage({ reviewers: ['rita@relais.example', 'claire@relais.example'], availableAt: network.at(5) });

    await network.by('claire', 'POST', `/packages/${code}/submit`, { comment: 'Please look.' });

    const mails = await mailbox.read();
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['claire@relais.example', `[Campaign package approval] Winter savings (${code})`],
      ['rita@relais.example', `[Validation de kit d’opération] Winter savings (${code})`],
    ]);
    expect(mails[1]?.text).toContain('claire a soumis ce kit à validation');
    expect(mails[1]?.text).toContain('> Please look.');
    expect(mails[1]?.text).toMatch(/avant le \d+ \S+ \d{4}, \d\d:\d\d E[SD]T\./);
    expect(mails[0]?.text).toContain('claire@relais.example is named as a reviewer of this package. Times are in the central entity’s zone, America/New_York.');
    expect(mails[0]?.text).toContain('You submitted it yourself: another reviewer has to decide.');

    await network.edit(`/packages/${code}`, { availableAt: network.at(6) });
    await network.by('claire', 'POST', `/packages/${code}/submit`);
    expect(await mailbox.kinds()).toEqual(['claire: [Campaign package approval]', 'rita: [Validation de kit d’opération]']);
  });

  it('a package without reviewers submitted: whoever may decide', async () => {
    const code = await network.aPackage({ availableAt: network.at(5) });

    await network.by('claire', 'POST', `/packages/${code}/submit`);

    expect(await mailbox.kinds()).toEqual(['admin: [Campaign package approval]', 'claire: [Campaign package approval]', 'rita: [Validation de kit d’opération]']);
  });

  it('a reminder: the reviewers, while it is undecided; nobody of what was decided meanwhile', async () => {
    const given = { reviewers: ['rita@relais.example'], availableAt: network.at(9), reminders: [{ from: 'submission', date: null, offsetDays: 1 }, { from: 'deadline', date: null, offsetDays: -1 }] };
    const [code, decided] = [await network.aPackage(given), await network.aPackage(given)];
    for (const one of [code, decided]) await network.by('claire', 'POST', `/packages/${one}/submit`);
    await mailbox.read();
    await network.by('rita', 'POST', `/packages/${decided}/approve`);

    network.ahead = DAY + HOUR;
    await story.until(`/packages/${code}`, 'was reminded', (thing) => (thing['plannedReminders'] as { remindedAt: string | null }[])[0]?.remindedAt !== null);
    const [first, ...others] = await mailbox.read();
    expect(others).toEqual([]);
    expect([first?.to, first?.subject]).toEqual(['rita@relais.example', `[Rappel] [Validation de kit d’opération] Winter savings (${code})`]);
    expect(first?.text).toContain(`${PAGE}/packages/records/${code}/show`);

    network.ahead = 2 * DAY + HOUR;
    await story.until(`/packages/${code}`, 'was reminded again', (thing) => (thing['plannedReminders'] as { remindedAt: string | null }[])[1]?.remindedAt !== null);
    expect(await mailbox.kinds()).toEqual(['rita: [Rappel] [Validation de kit d’opération]']);
  });

  it('an order placed: the order reviewers of its entity, in the entity’s zone', async () => {
    const code = await network.published({ assignedTo: 'rita@relais.example', distributionLevel: 'by-form', form: [{ name: 'adviser', label: 'Adviser', type: 'text', options: [], required: true, default: null }] });

    const order = await network.ordered(code, network.lyon, { comment: 'For the new counter.', parameters: { adviser: 'Jean "JJ" <Martin>' } });

    const [mail, ...others] = await mailbox.read();
    expect(others).toEqual([]);
    expect([mail?.to, mail?.subject]).toEqual(['lea@relais.example', `[Validation de commande] Winter savings (${order})`]);
    for (const words of ['> For the new counter.', 'Adviser\u00a0: Jean "JJ" <Martin>', `Lyon (${network.lyon})`, `${PAGE}/orders/records/${order}/show`]) expect(mail?.text).toContain(words);
    expect(mail?.text).toContain('lea@relais.example valide les commandes de Lyon. Les heures sont celles du fuseau de l’entité, Europe/Paris.');
    expect(mail?.text).toMatch(/a passé la commande .* le \d+ \S+ \d{4}, \d\d:\d\d CES?T\./);
  });

  it('an order placed where the entity has no reviewers: whom it is assigned to, else whom its package is, else central operators', async () => {
    const assigned = await network.published({ assignedTo: 'claire@relais.example' });
    const free = await network.published();

    await network.ordered(assigned, network.london, { assignedTo: 'rita@relais.example' });
    expect(await mailbox.kinds()).toEqual(['rita: [Validation de commande]']);
    await network.edit(`/packages/${assigned}`, { audience: [network.lyon, network.london, network.bath] });
    await mailbox.read();
    await network.ordered(assigned, network.bath);
    expect(await mailbox.kinds()).toEqual(['claire: [Approval of order]']);
    await network.ordered(free, network.london);
    expect(await mailbox.kinds()).toEqual(['claire: [Approval of order]', 'rita: [Validation de commande]']);
  });

  it('an order rejected, another available: their entities, and nobody else', async () => {
    const code = await network.published();
    const [rejected, approved] = [await network.ordered(code, network.lyon), await network.ordered(code, network.london)];
    await mailbox.read();

    await network.by('lea', 'POST', `/orders/${rejected}/reject`, { comment: 'Ask for fewer copies.' });
    await network.by('claire', 'POST', `/orders/${approved}/approve`);

    const mails = await mailbox.read();
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['london@relais.example', `[Campaign available] Winter savings (${approved})`],
      ['lyon@relais.example', `[Commande rejetée] Winter savings (${rejected})`],
      ['rhone@relais.example', `[Commande rejetée] Winter savings (${rejected})`],
    ]);
    expect(mails[1]?.text).toContain('lea a rejeté votre commande');
    expect(mails[1]?.text).toContain('> Ask for fewer copies.');
    const { campaign } = await story.get<{ campaign: string }>(`/orders/${approved}`);
    expect(mails[0]?.text).toContain(`${PAGE}/campaigns/records/${campaign}/show`);
    expect(mails[0]?.text).toContain(`${PAGE}/orders/records/${approved}/show`);
  });

  it('an order canceled by its own entity: nobody; by central: its entity, with who and why', async () => {
    const code = await network.published();
    const [own, other] = [await network.ordered(code, network.lyon), await network.ordered(code, network.london)];
    await mailbox.read();

    await network.by('lea', 'POST', `/orders/${own}/cancel`, { comment: 'Not for us.' });
    expect(await mailbox.kinds()).toEqual([]);

    await network.by('claire', 'POST', `/orders/${other}/cancel`, { comment: 'A double.' });
    const [mail, ...others] = await mailbox.read();
    expect(others).toEqual([]);
    expect([mail?.to, mail?.subject]).toEqual(['london@relais.example', `[Order canceled] Winter savings (${other})`]);
    for (const words of ['claire of the central entity canceled your order and wrote:', '> A double.', 'which awaited approval', 'nothing of it was running']) expect(mail?.text).toContain(words);
  });

  it('an available order canceled by central: its entity, when what happened to its deliveries is known', async () => {
    const code = await network.published();
    const order = await network.ordered(code, network.london);
    const { campaign } = await story.post<{ campaign: string }>(`/orders/${order}/approve`);
    await story.post('/recipients', { recipients: Array.from({ length: 8 }, (_, n) => ({ email: `reader${n}@readers.example`, entity: network.london })) });
    const delivery = await story.delivery(campaign, { ratePerSecond: 1 });
    await story.post(`/deliveries/${delivery}/start`);
    await story.until(`/deliveries/${delivery}`, 'has sent something', (thing) => Number(thing['sent']) > 0);

    await network.by('claire', 'POST', `/orders/${order}/cancel`, { comment: 'Stop it.' });

    const mails = (await mailbox.read()).filter(({ subject }) => subject.startsWith('[Order canceled]'));
    const { sent, canceled } = await story.get<{ sent: number; canceled: number }>(`/deliveries/${delivery}`);
    expect(sent + canceled).toBe(8);
    expect(mails.map(({ to }) => to)).toEqual(['london@relais.example']);
    for (const words of ['> Stop it.', 'which was available', `Your campaign ${campaign}`, `Your delivery ${delivery}, at `, `${sent} messages sent, ${canceled} not sent, 0 failed.`]) expect(mails[0]?.text).toContain(words);
  });

  it('a package reinitialized: the entities whose orders ended with that', async () => {
    const code = await network.published();
    const order = await network.ordered(code, network.london);
    await mailbox.read();

    await network.by('claire', 'POST', `/packages/${code}/reinitialize`);

    const [mail, ...others] = await mailbox.read();
    expect(others).toEqual([]);
    expect([mail?.to, mail?.subject]).toEqual(['london@relais.example', `[Order canceled] Winter savings (${order})`]);
    expect(mail?.text).toContain('claire of the central entity reinitialized this package.');
    // The dates are those of the cycle that ended, though the package's own are being chosen anew.
    expect(mail?.text).not.toContain('Availability date: none');
  });

  it('a collaborative package canceled: the entities concerned, once, with no mail about the order beside; a local one: nobody', async () => {
    const [shared, own] = [await network.published(), await network.published({ kind: 'local', distributionLevel: 'local' })];
    await network.ordered(shared, network.london);
    await network.ordered(own, network.london);
    await mailbox.read();

    for (const code of [shared, own]) await network.by('claire', 'POST', `/packages/${code}/cancel`, { comment: 'The rate is wrong.' });

    expect(await mailbox.kinds()).toEqual(['london: [Cancellation of package]', 'lyon: [Annulation du kit]', 'rhone: [Annulation du kit]']);
  });

  it('registration closed: entities with an order of theirs; whom the package is assigned to, with counts, else all of head office', async () => {
    const assigned = await network.published({ assignedTo: 'claire@relais.example', registrationDeadline: network.at(1) });
    const order = await network.ordered(assigned, network.london);
    await mailbox.read();

    network.ahead = DAY + HOUR;
    await story.until('/notifications?event=registration-closed', 'are there', ({ items }) => (items as unknown[]).length === 2);
    const mails = await mailbox.read();
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([['claire@relais.example', `[Registration closed] Winter savings (${assigned})`], ['london@relais.example', `[Registration closed] Winter savings (${assigned})`]]);
    expect(mails[0]?.text).toContain('1 order still awaits approval');
    expect(mails[0]?.text).toContain('Awaiting approval: 1');
    expect(mails[1]?.text).toContain(`[Awaiting approval] ${order}`);

    network.ahead = 0;
    const free = await network.published({ registrationDeadline: network.at(1) });
    network.ahead = DAY + HOUR;
    await story.until(`/notifications?package=${free}&event=registration-closed`, 'are there', ({ items }) => (items as unknown[]).length === 3);
    expect(await mailbox.kinds()).toEqual(['admin: [Registration closed]', 'claire: [Registration closed]', 'rita: [Inscriptions closes]']);
  });
});
