import { aCampaignPackage } from '../../test/builders/campaign-package.js';
import type { EarlierCycle } from '../packages/package.schema.js';
import { termsOf } from './order.terms.js';

const form = [{ name: 'signature', label: 'Signature', type: 'text' as const, options: [], required: false, default: null }];
const deadline = new Date('2026-05-10T00:00:00Z');
const first = { cycle: 1, personalizationDeadline: deadline, referenceCampaign: 'OP7', form } as unknown as EarlierCycle;

describe('the terms of an order', () => {
  it('are its package’s in the present cycle', () => {
    expect(termsOf({ cycle: 2 }, aCampaignPackage({ cycle: 2, earlierCycles: [first] }))).toEqual({ referenceCampaign: 'OP13', form: [], personalizationDeadline: null });
  });

  it('are those of its own cycle once that has ended', () => {
    expect(termsOf({ cycle: 1 }, aCampaignPackage({ cycle: 2, earlierCycles: [first] }))).toEqual({ referenceCampaign: 'OP7', form, personalizationDeadline: deadline });
  });

  it('are the present ones where an earlier version kept none', () => {
    const { referenceCampaign: _reference, form: _form, ...old } = first;

    expect(termsOf({ cycle: 1 }, aCampaignPackage({ cycle: 2, form, earlierCycles: [old as EarlierCycle] }))).toEqual({ referenceCampaign: 'OP13', form, personalizationDeadline: deadline });
  });
});
