import { aDecision, aFate, anAnnouncedOrder, anAnnouncedPackage, anEntityReader, anOperatorReader, page } from '../../../test/builders/mails.js';
import type { Reader } from './addressee.js';
import type { Mail } from './blocks.js';
import { campaignSubscriptionMail } from './campaign-subscription.mail.js';
import { orderCanceledMail } from './order-canceled.mail.js';
import { approvalReminderMail, packageApprovalMail } from './package-approval.mail.js';
import { packageCanceledMail } from './package-canceled.mail.js';
import { textBody } from './text-body.js';

const winter = anAnnouncedPackage();
const submitted = aDecision({ at: new Date('2026-11-09T11:00:00Z'), comment: 'Ready for your eyes.' });
const child = { code: 'OU3_OP25', label: 'Winter savings, Lyon' };
const PACKAGE_LINK = 'https://relais.example/admin/resources/packages/records/CAT86/show';
const ORDER_LINK = 'https://relais.example/admin/resources/orders/records/ORD2871/show';

describe('whom a link serves', () => {
  it('leads an entity to its order, or the package, where the campaign is not its own', () => {
    const campaign = (reader: Reader): string => /\nCampaign: .*/.exec(textBody(campaignSubscriptionMail(winter, submitted.at, reader, page).blocks, 'en'))?.[0] ?? '';

    expect(campaign(anEntityReader())).toContain(`<${PACKAGE_LINK}> (OP25)`);
    expect(campaign(anEntityReader({ orders: [anAnnouncedOrder({ status: 'approved' })] }))).toContain(`<${ORDER_LINK}> (OP25)`);
    expect(campaign(anEntityReader({ orders: [anAnnouncedOrder({ campaign: child })] }))).toContain('campaigns/records/OU3_OP25/show');
    expect(campaign(anEntityReader({ orders: [anAnnouncedOrder({ campaign: { code: 'OU33_OP9', label: 'x' } })] }))).toContain(`<${ORDER_LINK}>`);
    expect(campaign(anOperatorReader())).toContain('campaigns/records/OP25/show');
    const lea = anOperatorReader({ orders: [anAnnouncedOrder({ status: 'ordered' })], entity: { code: 'OU3', label: 'Lyon' }, role: 'order-reviewer' }, { isCentral: false });
    expect(campaign(lea)).toContain(`<${ORDER_LINK}> (OP25)`);
  });
});

describe('what a mail says in particular cases', () => {
  const text = (mail: Mail): string => textBody(mail.blocks, 'en');

  it('tells a reviewer who submitted the package that another has to decide, unless they may themselves', () => {
    const claire = anOperatorReader({}, { operator: submitted.by });
    const asked = (reader: Reader, selfApproval: boolean): string => text(packageApprovalMail({ package: winter, submitted, selfApproval }, reader, page));

    expect(asked(claire, false)).toContain('You submitted it yourself: another reviewer has to decide.');
    expect(asked(claire, true)).not.toContain('You submitted it yourself');
    expect(asked(anOperatorReader(), false)).not.toContain('You submitted it yourself');
    expect(asked(anOperatorReader({ role: 'head-office' }, { operator: submitted.by }), false)).not.toContain('You submitted it yourself');
  });

  it('says in a reminder that the deadline has passed once it has', () => {
    const at = (instant: string): string => text(approvalReminderMail({ package: winter, submitted, selfApproval: false }, new Date(instant), anOperatorReader(), page));

    expect(at('2026-11-12T10:59:59Z')).toContain('Please accept or reject it by');
    expect(at('2026-11-12T11:00:00Z')).toContain('The approval deadline passed on 12 November 2026, 12:00 CET.');
  });

  it('says why an order that nobody canceled by hand is canceled, and that nothing ran', () => {
    const reader = anEntityReader({ orders: [anAnnouncedOrder({ status: 'canceled' })] });
    const fate = { orders: [{ code: 'ORD2871', before: 'ordered' as const }], campaigns: [], workflows: [], deliveries: [] };

    expect(text(orderCanceledMail(winter, aDecision(), 'audience', reader, fate, page))).toContain('changed whom this package is offered to');
    expect(text(orderCanceledMail(winter, aDecision(), 'reinitialized', reader, fate, page))).toContain('reinitialized this package');
    expect(text(orderCanceledMail(winter, aDecision(), 'audience', reader, fate, page))).toContain('nothing of it was running');
  });

  it('says so where an entity had no order of a canceled package, and where no comment was left', () => {
    const mail = text(packageCanceledMail(winter, aDecision({ comment: null }), anEntityReader(), aFate({ orders: [], campaigns: [], deliveries: [] }), page));

    expect(mail).toContain('Your entity had no order of this package');
    expect(mail).toContain('left no comment');
    expect(mail).toContain(`See the package:\n${PACKAGE_LINK}`);
  });

  it('counts one entity and every entity in words', () => {
    const audience = (count: number | null): string => text(packageApprovalMail({ package: anAnnouncedPackage({ audience: count }), submitted, selfApproval: false }, anOperatorReader(), page));

    expect(audience(1)).toContain('Audience: 1 entity\n');
    expect(audience(null)).toContain('Audience: every entity\n');
  });
});
