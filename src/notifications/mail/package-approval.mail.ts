import type { Locale } from '../../language/text.js';
import type { AnnouncedDecision, AnnouncedPackage } from '../announcement.schema.js';
import type { PageOf, Reader } from './addressee.js';
import type { Block, Fact, Mail, Span } from './blocks.js';
import { subjectOf } from './clean-text.js';
import { dateIn, packageFacts, proposalFacts } from './facts.js';
import { paragraph, said } from './said.js';
import { MAIL_WORDS, type Sentence } from './words.js';

interface Words {
  subject: string;
  reminder: string;
  title: (label: string) => string;
  titleAgain: (label: string) => string;
  wrote: Sentence<[Span, Span]>;
  silent: Sentence<[Span, Span]>;
  again: Sentence<[Span, Span]>;
  until: Sentence<[Span]>;
  passed: Sentence<[Span]>;
  own: string;
  decide: string;
  rule: string;
}

const WORDS: Record<Locale, Words> = {
  en: {
    subject: '[Campaign package approval]',
    reminder: '[Reminder]',
    title: (label) => `${label} awaits your approval`,
    titleAgain: (label) => `${label} still awaits your approval`,
    wrote: (who, at) => [who, ' submitted this package for approval on ', at, ' and wrote:'],
    silent: (who, at) => [who, ' submitted this package for approval on ', at, ' and left no comment.'],
    again: (who, at) => [who, ' submitted this package for approval on ', at, '. Nobody has decided yet.'],
    until: (date) => ['Please accept or reject it by ', date, '.'],
    passed: (date) => ['The approval deadline passed on ', date, '. The package is late.'],
    own: 'You submitted it yourself: another reviewer has to decide.',
    decide: 'See the package and decide',
    rule: 'One acceptance is enough. You decide on the page, signed in.',
  },
  fr: {
    subject: '[Validation de kit d’opération]',
    reminder: '[Rappel]',
    title: (label) => `${label} attend votre validation`,
    titleAgain: (label) => `${label} attend toujours votre validation`,
    wrote: (who, at) => [who, ' a soumis ce kit à validation le ', at, ' et a écrit\u00a0:'],
    silent: (who, at) => [who, ' a soumis ce kit à validation le ', at, ' sans laisser de commentaire.'],
    again: (who, at) => [who, ' a soumis ce kit à validation le ', at, '. Personne n’a encore décidé.'],
    until: (date) => ['Merci de l’accepter ou de le rejeter avant le ', date, '.'],
    passed: (date) => ['La date limite de validation est passée depuis le ', date, '. Le kit est en retard.'],
    own: 'Vous l’avez soumis vous-même\u00a0: un autre validant doit décider.',
    decide: 'Voir le kit et décider',
    rule: 'Une seule acceptation suffit. Vous décidez sur la page, après connexion.',
  },
};

/** What a mail that asks for a decision on a package rests on. */
export interface Submission {
  package: AnnouncedPackage;
  /** Who submitted it, when, in which words. */
  submitted: AnnouncedDecision;
  /** Whether whoever submitted it may also accept it. */
  selfApproval: boolean;
}

/** [Campaign package approval]: a package was submitted to this reviewer. */
export function packageApprovalMail(submission: Submission, reader: Reader, page: PageOf): Mail {
  const { label, code } = submission.package;
  const words = WORDS[reader.addressee.locale];
  return { subject: subjectOf(words.subject, label, code), blocks: [{ kind: 'title', text: words.title(label) }, ...request(submission, reader, page, null)] };
}

/** [Reminder]: it is undecided at `at`. */
export function approvalReminderMail(submission: Submission, at: Date, reader: Reader, page: PageOf): Mail {
  const { label, code } = submission.package;
  const words = WORDS[reader.addressee.locale];
  return { subject: subjectOf(`${words.reminder} ${words.subject}`, label, code), blocks: [{ kind: 'title', text: words.titleAgain(label) }, ...request(submission, reader, page, at)] };
}

/** @param remindedAt null: the request itself */
function request({ package: announced, submitted, selfApproval }: Submission, reader: Reader, page: PageOf, remindedAt: Date | null): Block[] {
  const { addressee } = reader;
  const words = WORDS[addressee.locale];
  const date = (instant: Date): Span => ({ text: dateIn(addressee)(instant), strong: true });
  const who: Span = { text: submitted.byName, strong: true };
  const at: Span = { text: dateIn(addressee)(submitted.at) };
  const deadline = announced.approvalDeadline;
  const hasPassed = deadline !== null && remindedAt !== null && deadline <= remindedAt;
  // Where nobody is named, whoever submitted it may decide too (domain.md, *Approval*).
  const isOwn = addressee.operator === submitted.by && reader.about.role === 'reviewer' && !selfApproval;
  return [
    paragraph(MAIL_WORDS[addressee.locale].hello(addressee.label)),
    ...(remindedAt === null ? said(submitted.comment, words.wrote(who, at), words.silent(who, at)) : [paragraph(...words.again(who, at))]),
    ...(deadline === null ? [] : [{ kind: 'notice' as const, words: hasPassed ? words.passed(date(deadline)) : words.until(date(deadline)) }]),
    paragraph(isOwn ? words.own : words.rule),
    { kind: 'button', label: words.decide, href: page('packages', announced.code) },
    ...packageFacts(announced, reader, page).map((block): Block => (block.kind === 'facts' ? { ...block, facts: withProposal(block.facts, announced, reader) } : block)),
  ];
}

function withProposal(facts: readonly Fact[], announced: AnnouncedPackage, { addressee }: Reader): Fact[] {
  return [...facts, ...proposalFacts(announced, addressee)];
}
