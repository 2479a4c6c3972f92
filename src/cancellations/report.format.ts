import { pipeline, Readable } from 'node:stream';

import { stringify } from 'csv-stringify';

import type { Locale, Text } from '../language/text.js';
import type { CancellationReport, Figures } from './cancellation.report.js';

const HEADS: readonly Text[] = [
  { en: 'What', fr: 'Quoi' },
  { en: 'Code', fr: 'Code' },
  { en: 'Entity', fr: 'Entité' },
  { en: 'Activity', fr: 'Activité' },
  { en: 'Worker', fr: 'Worker' },
  { en: 'Requested (UTC)', fr: 'Demandé (UTC)' },
  { en: 'Last message left (UTC)', fr: 'Dernier message parti (UTC)' },
  { en: 'Stopped (UTC)', fr: 'Arrêté (UTC)' },
  { en: 'To deliver', fr: 'À envoyer' },
  { en: 'Sent', fr: 'Envoyés' },
  { en: 'Failed', fr: 'En échec' },
  { en: 'Canceled, never sent', fr: 'Annulés, jamais envoyés' },
  { en: 'Uncertain', fr: 'Incertains' },
];
const WHAT = { workflow: { en: 'workflow', fr: 'workflow' }, delivery: { en: 'delivery', fr: 'diffusion' }, entity: { en: 'entity of a delivery', fr: 'entité d’une diffusion' } } as const satisfies Record<string, Text>;

/** One row a workflow, a delivery, and an entity of a delivery. */
export function reportAsCsv(report: CancellationReport, locale: Locale): Readable {
  const csv = stringify({ header: true, columns: HEADS.map((head, index) => ({ key: String(index), header: head[locale] })), escape_formulas: true, bom: true });
  return pipeline(Readable.from(rows(report, locale)), csv, () => undefined);
}

function* rows({ workflows, deliveries }: CancellationReport, locale: Locale): Generator<string[]> {
  for (const { code, activity, worker, requestedAt, stoppedAt } of workflows) {
    yield [WHAT.workflow[locale], code, '', activity?.text ?? '', worker ?? '', utc(requestedAt), '', utc(stoppedAt), ...Array.from({ length: 5 }, () => '')];
  }
  for (const delivery of deliveries) {
    const { code, workers, requestedAt, lastMessageAt, stoppedAt } = delivery;
    yield [WHAT.delivery[locale], code, '', '', workers.join(' '), utc(requestedAt), utc(lastMessageAt), utc(stoppedAt), ...figures(delivery)];
    for (const part of delivery.entities) yield [WHAT.entity[locale], code, part.entity, '', '', '', '', '', ...figures(part)];
  }
}

const utc = (instant: Date | null): string => instant?.toISOString() ?? '';

const figures = ({ toDeliver, sent, failed, canceled, uncertain }: Figures): string[] => [toDeliver, sent, failed, canceled, uncertain].map(String);
