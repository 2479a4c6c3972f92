import type { CampaignPackage, DistributionLevel, FormField, PackageKind, PackageStatus, Reminder } from '../../packages/package.schema.js';

/** Which orders a package has, as shares of the network's entities. */
export interface OrderShares {
  available: number;
  ordered: number;
  draft: number;
  rejected: number;
}

/** One package of the sample network; days count from now, negative ones are past. */
export interface PackagePlan {
  label: string;
  folder: string;
  kind: PackageKind;
  distributionLevel: DistributionLevel;
  until: PackageStatus;
  /** Made so many days ago; each later step follows by a day or so. */
  createdDay: number;
  startDay: number;
  availableDay: number;
  registrationDay: number | null;
  personalizationDay: number | null;
  endDay: number;
  /** Submitted with the usual three days to decide, on this day; null: not submitted. */
  submittedDay: number | null;
  reviewed: boolean;
  form: FormField[];
  shares: OrderShares;
  comment: string | null;
  orderApproval: CampaignPackage['orderApproval'];
  /** Automatic mode: the share of the subscribed branches that withdrew, and of those that filled in their values. */
  withdrawn: number;
  personalized: number;
  reminders: Reminder[];
  /** Reinitialized after its first cycle, and how far the second came; null: it is in its first. */
  again: { reinitializedDay: number; availableDay: number; endDay: number; until: 'being-edited' | 'approved' } | null;
}

type Sketch = Pick<PackagePlan, 'kind' | 'distributionLevel' | 'until'> & Partial<PackagePlan>;

const NO_ORDERS: OrderShares = { available: 0, ordered: 0, draft: 0, rejected: 0 };
const field = (name: string, label: string, type: FormField['type'], required: boolean, options: string[] = []): FormField => ({ name, label, type, options, required, default: null });
const EVENT_FORM = [field('venue', 'Venue', 'text', true), field('openingDay', 'Opening day', 'date', false), field('language', 'Language of the letter', 'choice', true, ['English', 'Français'])];
const reminder = (from: 'submission' | 'deadline', offsetDays: number): Reminder => ({ from, date: null, offsetDays });
const LOCAL_FORM = [field('signature', 'Name under the letter', 'text', false)];

/** The package that every branch ordered: what a first cancel is tried on. */
const EVERY_BRANCH: Sketch = { kind: 'collaborative', distributionLevel: 'by-campaign', until: 'published', createdDay: -24, submittedDay: -22, availableDay: -14, registrationDay: 6, endDay: 52, personalizationDay: 9, reviewed: true, label: 'Winter savings 3.40 %', folder: 'Savings/2026', shares: { available: 1, ordered: 0, draft: 0, rejected: 0 } };

/** Every status of both kinds, the late ones too; repeated until there are enough. */
const SKETCHES: readonly Sketch[] = [
  { kind: 'collaborative', distributionLevel: 'simple', until: 'being-edited', createdDay: -2, availableDay: 12 },
  { kind: 'collaborative', distributionLevel: 'by-campaign', until: 'being-edited', createdDay: -20, availableDay: -3 },
  { kind: 'local', distributionLevel: 'local', until: 'published', createdDay: -60, submittedDay: -58, availableDay: -50, endDay: 90, form: LOCAL_FORM, shares: { available: 0.06, ordered: 0.04, draft: 0.03, rejected: 0.01 } },
  { kind: 'collaborative', distributionLevel: 'by-form', until: 'pending-approval', createdDay: -3, submittedDay: -1, availableDay: 9, reviewed: true, form: EVENT_FORM, reminders: [reminder('submission', 1), reminder('deadline', -1)] },
  { kind: 'local', distributionLevel: 'local', until: 'pending-approval', createdDay: -12, submittedDay: -9, availableDay: 3, reviewed: true, reminders: [reminder('submission', 2), reminder('deadline', 1)] },
  { kind: 'collaborative', distributionLevel: 'simple', until: 'approved', createdDay: -9, submittedDay: -7, availableDay: 5, reviewed: true },
  { kind: 'collaborative', distributionLevel: 'by-campaign', until: 'published', createdDay: -40, submittedDay: -38, availableDay: -30, registrationDay: 8, endDay: 60, shares: { available: 0.12, ordered: 0.1, draft: 0.08, rejected: 0.02 } },
  { kind: 'local', distributionLevel: 'local', until: 'approved', createdDay: -16, submittedDay: -14, availableDay: 2 },
  { kind: 'local', distributionLevel: 'local', until: 'rejected', createdDay: -8, submittedDay: -6, availableDay: 10, reviewed: true, comment: 'The legal notice is last year’s. Put the new one in and submit again.' },
  { kind: 'collaborative', distributionLevel: 'simple', until: 'rejected', createdDay: -18, submittedDay: -16, availableDay: -4, reviewed: true, comment: 'Le taux affiché n’est plus le bon : 2,40 %.' },
  { kind: 'collaborative', distributionLevel: 'by-form', until: 'published', createdDay: -35, submittedDay: -33, availableDay: -28, registrationDay: 4, personalizationDay: 10, endDay: 45, form: EVENT_FORM, shares: { available: 0.35, ordered: 0.12, draft: 0.08, rejected: 0.02 } },
  { kind: 'collaborative', distributionLevel: 'simple', until: 'published', createdDay: -48, submittedDay: -46, availableDay: -40, registrationDay: -2, endDay: 20, shares: { available: 0.4, ordered: 0.05, draft: 0.05, rejected: 0.03 } },
  { kind: 'local', distributionLevel: 'local', until: 'canceled', createdDay: -45, submittedDay: -43, availableDay: -40, shares: { available: 0.03, ordered: 0.01, draft: 0, rejected: 0 }, comment: 'Replaced by the spring edition.' },
  { kind: 'collaborative', distributionLevel: 'by-campaign', until: 'canceled', createdDay: -30, availableDay: 4, comment: 'Le partenaire s’est retiré.' },
  { kind: 'local', distributionLevel: 'local', until: 'being-edited', createdDay: -1, availableDay: 20 },
  { kind: 'collaborative', distributionLevel: 'simple', until: 'published', createdDay: -90, submittedDay: -88, availableDay: -80, registrationDay: -40, endDay: -10, shares: { available: 0.5, ordered: 0, draft: 0, rejected: 0.04 } },
  { kind: 'collaborative', distributionLevel: 'by-form', orderApproval: 'automatic', until: 'approved', createdDay: -12, submittedDay: -10, availableDay: 8, personalizationDay: 16, reviewed: true, form: EVENT_FORM, withdrawn: 0.05, personalized: 0.3 },
  { kind: 'collaborative', distributionLevel: 'simple', orderApproval: 'automatic', until: 'published', createdDay: -26, submittedDay: -24, availableDay: -15, registrationDay: 12, endDay: 40, reviewed: true, withdrawn: 0.08 },
  { kind: 'collaborative', distributionLevel: 'by-campaign', orderApproval: 'automatic', until: 'published', createdDay: -33, submittedDay: -31, availableDay: -20, personalizationDay: -8, endDay: 50, form: EVENT_FORM, withdrawn: 0.04, personalized: 0.85 },
  { kind: 'collaborative', distributionLevel: 'simple', until: 'published', createdDay: -150, submittedDay: -148, availableDay: -140, registrationDay: -110, endDay: -60, shares: { available: 0.3, ordered: 0, draft: 0, rejected: 0.02 }, again: { reinitializedDay: -9, availableDay: 14, endDay: 70, until: 'approved' } },
  { kind: 'local', distributionLevel: 'local', until: 'published', createdDay: -200, submittedDay: -198, availableDay: -190, endDay: -30, form: LOCAL_FORM, shares: { available: 0.05, ordered: 0, draft: 0.02, rejected: 0 }, again: { reinitializedDay: -4, availableDay: 25, endDay: 120, until: 'being-edited' } },
];

const THEMES: readonly [label: string, folder: string][] = [
  ['Livret jeune : 20 € offerts', 'Épargne/2026'], ['Home insurance, autumn', 'Insurance/2026'], ['Crédit auto à taux réduit', 'Crédit/2026'], ['Student account welcome', 'Accounts/2026'], ['Assurance habitation', 'Assurance/2026'],
  ['Mortgage evenings', 'Mortgage/2026'], ['Carte premium, un an offert', 'Cartes/2026'], ['Pension check-up', 'Retirement/2026'], ['Semaine de l’épargne', 'Épargne/2026'], ['Travel money', 'Cards/2026'],
  ['Prêt travaux', 'Crédit/2026'], ['New to the neighbourhood', 'Local/2026'], ['Portes ouvertes', 'Local/2026'], ['Business current account', 'Business/2026'], ['Parrainage : 80 € pour deux', 'Local/2026'], ['Green loans', 'Credit/2026'],
];

/** Of the sketches after the first sixteen. */
const FURTHER_THEMES: readonly [label: string, folder: string][] = [
  ['Rendez-vous patrimoine', 'Épargne/2026'], ['Contactless limits explained', 'Cards/2026'], ['First home evenings', 'Mortgage/2026'], ['Prélèvement à la source : bilan', 'Retirement/2026'], ['Shop local week', 'Local/2026'],
];

/** The first is the one that every branch ordered. Labels are told apart by season where themes repeat. */
export function packagePlans(count: number): PackagePlan[] {
  return Array.from({ length: count }, (_, index) => {
    if (index === 0) return whole(EVERY_BRANCH, index);
    const sketch = SKETCHES[(index - 1) % SKETCHES.length] as Sketch;
    return whole(sketch, index);
  });
}

const SEASONS = ['', ', spring', ', printemps', ', summer', ', été', ', autumn', ', automne'] as const;

function whole(sketch: Sketch, index: number): PackagePlan {
  const position = (index - 1) % SKETCHES.length;
  const [label, folder] = FURTHER_THEMES[position - THEMES.length] ?? (THEMES[((position + 1) * 5) % THEMES.length] as [string, string]);
  const round = Math.floor((index - 1) / SKETCHES.length);
  const shift = index === 0 ? 0 : round;
  const season = SEASONS[round % SEASONS.length] ?? '';
  const createdDay = (sketch.createdDay ?? -10) - shift;
  return {
    label: `${label}${season}${round >= SEASONS.length ? ` ${round}` : ''}`,
    folder,
    startDay: Math.min(sketch.availableDay ?? 0, createdDay + 5),
    availableDay: 0,
    registrationDay: null,
    personalizationDay: null,
    endDay: 75,
    submittedDay: null,
    reviewed: false,
    form: sketch.distributionLevel === 'by-form' ? EVENT_FORM : [],
    shares: NO_ORDERS,
    comment: null,
    orderApproval: 'manual',
    withdrawn: 0,
    personalized: 0,
    reminders: [],
    again: null,
    ...sketch,
    createdDay,
  };
}
