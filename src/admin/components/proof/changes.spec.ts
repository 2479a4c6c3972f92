import { Dates } from '../reader/dates.js';
import { figure } from '../reader/figures.js';
import { en } from '../reader/texts.en.js';
import { fr } from '../reader/texts.fr.js';
import { changesInWords, codesIn, type FieldChange } from './changes.js';

const NAMES: Record<string, string> = { OU3: 'Lyon Part-Dieu', OU17: 'Lille Centre', OU39: 'Rouen Cathédrale', OP13: 'Winter savings', 'claire@meridian.example': 'Claire Fontaine', 'lina@meridian.example': 'Lina Haddad' };
const nameOf = (code: string): string => NAMES[code] ?? code;
const plain = (text: string | null): string | null => text?.replace(/[\u00a0\u202f]/g, ' ') ?? null;

const told = (change: FieldChange, locale: 'en' | 'fr' = 'en', labels?: Record<string, string>): (string | null)[][] =>
  changesInWords([change], { t: locale === 'fr' ? fr : en, dates: new Dates(locale, 'Europe/Paris'), n: (value) => figure(value, locale), nameOf, ...(labels && { labels }) }).map(({ label, removed, added }) => [label, plain(removed), plain(added)]);

describe('a change in the journal', () => {
  it('tells a date with its zone, in both languages', () => {
    const change = { field: 'schedule.end', from: '2026-12-31T22:59:00.000Z', to: '2027-01-15T22:59:00.000Z' };

    expect(told(change)).toEqual([['Schedule end', '31 Dec 2026, 23:59 CET', '15 Jan 2027, 23:59 CET']]);
    expect(told(change, 'fr')).toEqual([['Fin du calendrier', '31 déc. 2026, 23:59 CET', '15 janv. 2027, 23:59 CET']]);
  });

  it('tells who left a list and who joined it, by name', () => {
    expect(told({ field: 'audience', from: ['OU3', 'OU17'], to: ['OU17', 'OU39'] })).toEqual([['Audience', 'Lyon Part-Dieu', 'Rouen Cathédrale']]);
    expect(told({ field: 'reviewers', from: [], to: ['claire@meridian.example', 'lina@meridian.example'] })).toEqual([['Reviewers', null, 'Claire Fontaine and Lina Haddad']]);
    expect(told({ field: 'audience', from: ['OU3'], to: [] })).toEqual([['Audience', 'Lyon Part-Dieu', '—']]);
  });

  it('shows the first few of many', () => {
    const many = Array.from({ length: 312 }, (_, index) => `OU${index + 100}`);

    expect(told({ field: 'audience', from: [], to: many })).toEqual([['Audience', null, 'OU100, OU101, OU102, OU103, OU104 and 307 more']]);
  });

  it('names what is referred to, and says choices as the reader does', () => {
    expect(told({ field: 'referenceCampaign', from: null, to: 'OP13' })).toEqual([['Reference campaign', null, 'Winter savings (OP13)']]);
    expect(told({ field: 'assignedTo', from: 'claire@meridian.example', to: null })).toEqual([['Assigned to', 'Claire Fontaine', '—']]);
    expect(told({ field: 'distributionLevel', from: 'simple', to: 'by-form' }, 'fr')).toEqual([['Type d’opération', 'Simple', 'Par formulaire']]);
    expect(told({ field: 'allowMultipleOrders', from: false, to: true })).toEqual([['Several orders per entity', 'no', 'yes']]);
    expect(told({ field: 'maxFailureRate', from: 0.2, to: 0.055 })).toEqual([['Failures that pause it', '20 %', '5.5 %']]);
  });

  it('tells what an entity entered question by question, only where it changed', () => {
    const change = { field: 'parameters', from: { rate: 3.4, window: true }, to: { rate: 3.6, window: true, slogan: 'Save' } };

    expect(told(change, 'en', { rate: 'Rate shown', slogan: 'Slogan' })).toEqual([['Rate shown', '3.4', '3.6'], ['Slogan', null, 'Save']]);
  });

  it('tells a target and a query as people say them', () => {
    const change = { field: 'target', from: { entities: ['OU3'], query: {} }, to: { entities: null, query: { city: ['Lyon', 'Nice'], age: { gte: 30, lt: 60 } } } };

    expect(told(change)).toEqual([['Target', 'Lyon Part-Dieu', 'where city is Lyon or Nice and age at least 30 and under 60']]);
  });

  it('tells that a password changed, and never which', () => {
    expect(told({ field: 'password', from: null, to: null })).toEqual([['Password', null, 'changed']]);
  });

  it('asks for the names of what came and went alone', () => {
    expect(codesIn([{ field: 'audience', from: ['OU3', 'OU17'], to: ['OU17', 'OU39'] }, { field: 'label', from: 'OU1', to: 'OU2' }])).toEqual(['OU3', 'OU39']);
  });
});
