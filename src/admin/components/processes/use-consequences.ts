import { targetWords } from '../proof/target-words.js';
import { useReader } from '../reader/reader.js';
import type { Process } from '../answers/processes.js';
import type { Consequence, ProcessCommand } from './process-actions.js';

type NameOf = (code: string | null | undefined) => string;

/** Whom a delivery is for, in words, also where its campaign decides it. */
export function useTargetWords(nameOf: NameOf): (process: Process) => string {
  const { t, n } = useReader();
  const words = t.pages.target;
  return ({ target, entity, workflow, package: ofPackage }) => {
    const said = targetWords(target ?? {}, t, n, nameOf);
    const isNarrowed = target?.entities?.length || target?.reachedBy;
    if (isNarrowed) return said;
    const base = workflow ? words.ofWorkflow : entity ? words.ofEntity(nameOf(entity)) : ofPackage ? words.ofOrders : said ? '' : words.missing;
    return [base, said].filter(Boolean).join(', ');
  };
}

/** What each command would do to a delivery or a workflow, in numbers that follow the live ones. */
export function useConsequences(kind: 'deliveries' | 'workflows', nameOf: NameOf, rateOf?: (code: string) => number | null): (process: Process) => Record<ProcessCommand, Consequence> {
  const { t, n, span } = useReader();
  const targetOf = useTargetWords(nameOf);
  const ofDelivery = (process: Process): Record<ProcessCommand, Consequence> => {
    const words = t.pages.delivery;
    const { code, status, pending = 0, sent = 0, ratePerSecond, maxFailureRate } = process;
    const speed = rateOf?.(code) || ratePerSecond || 0;
    return {
      start: { lead: words.start(targetOf(process), ratePerSecond ?? 0, t.pages.percent(n(share(maxFailureRate)))) },
      pause: { lead: words.pause(pending, sent) },
      resume: { lead: words.resume(pending, speed > 0 && pending > 0 ? span((pending / speed) * 1000) : '') },
      stop: { lead: status === 'draft' ? words.stopDraft : words.stop(pending, sent), confirm: pending > 0 ? t.pages.sure.stopAnd(code, pending) : t.pages.sure.stop(code) },
    };
  };
  const ofWorkflow = ({ activities = [], activity }: Process): Record<ProcessCommand, Consequence> => {
    const words = t.pages.workflow;
    const of = activities.length;
    const at = activity?.index ?? 0;
    const goesOn = activity?.delivery ? ` ${words.goesOn(activity.delivery)}` : '';
    return { start: { lead: words.start(of) }, pause: { lead: words.pause(at + 1, of) + goesOn }, resume: { lead: words.resume(at + 1, of) }, stop: { lead: words.stop(of - at) + goesOn } };
  };
  return kind === 'deliveries' ? ofDelivery : ofWorkflow;
}

/** 0.055 as 5.5 of a hundred. */
export const share = (rate: number | null | undefined): number => Math.round((rate ?? 0) * 1000) / 10;
