import { Injectable } from '@nestjs/common';

import { DomainError, invalidFields, notFound } from '../errors/domain-error.js';
import { type CsvShape, rowsOfCsv } from '../imports/csv-rows.js';
import { type ImportBody, textOf } from '../imports/import-body.js';
import { importIsNotJson } from '../imports/imports.errors.js';
import { type ImportOptions, ImportReport, type ImportResult } from '../imports/import-report.js';
import { JournalService } from '../journal/journal.service.js';
import type { Text } from '../language/text.js';
import type { Actor } from '../operators/actor.js';
import { demandAny } from '../operators/operators.policy.js';
import { entityImportIsTooLong, labelIsTaken } from './entities.errors.js';
import { EntitiesService } from './entities.service.js';
import { type EntityPatch, lineAsEntity, type NewEntity } from './entity.requests.js';
import type { Entity } from './entity.schema.js';

/** More branches than any network has; they are read before the first is written. */
const MAX_LINES = 10_000;
const MAX_JSON = 10_000_000;
const LISTS = ['notificationGroup', 'orderReviewers'];
const ENTITY_CSV: CsvShape = {
  known: ['code', 'label', 'locale', 'timeZone', 'contact', ...LISTS],
  required: ['label'],
  refuse: () => ({ en: 'No column of an entity: code, label, locale, timeZone, contact, notificationGroup, orderReviewers.', fr: 'Pas une colonne d’entité : code, label, locale, timeZone, contact, notificationGroup, orderReviewers.' }),
  valueOf: (name, cell) => (LISTS.includes(name) ? cell.split(/[\s,;]+/).filter((address) => address !== '') : cell),
};

type Cells = Record<string, unknown>;
interface Line {
  line: number;
  row: Cells | undefined;
}
type Planned = { create: NewEntity } | { edit: Entity; patch: EntityPatch };

/** Adds entities from a file, or changes those that it names by code. */
@Injectable()
export class EntityImport {
  constructor(
    private readonly entities: EntitiesService,
    private readonly journal: JournalService,
  ) {}

  /**
   * Each line by itself: a good one is saved, a bad one named. One without a code whose label an entity has is refused,
   * so that the same file sent again makes nothing twice.
   * @throws DomainError `forbidden`, `bad-csv`, `bad-encoding`, `too-large`, `invalid-fields` (the first line)
   */
  async import(actor: Actor, body: ImportBody, options: ImportOptions): Promise<ImportResult> {
    demandAny(actor, 'entities', 'write');
    const report = new ImportReport(options);
    const rows = await readAll(body);
    const labels = new Map<string, string | null>((await this.entities.labeled(rows.flatMap(({ row }) => labelIn(row)))).map((entity) => [entity.label, entity._id]));
    for (const { line, row } of rows) {
      try {
        const planned = await this.plan(row, labels);
        if (!options.preview) await this.carryOut(actor, planned);
        if ('create' in planned) labels.set(planned.create.label, null);
        report.accept(line, nameOf(row), 'create' in planned ? 'created' : 'updated');
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        report.reject(line, nameOf(row), whyOf(error));
      }
    }
    if (!options.preview) await this.note(actor, report.result);
    return report.whole();
  }

  private async plan(row: Cells | undefined, labels: ReadonlyMap<string, string | null>): Promise<Planned> {
    if (row === undefined) throw invalidFields([{ field: 'line', message: { en: 'not as many cells as the first line', fr: 'pas autant de cellules que la première ligne' } }]);
    const { code, ...cells } = row;
    if (typeof code === 'string') return this.planEdit(code.toUpperCase(), cells);
    const create = lineAsEntity.created(Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null)));
    if (labels.has(create.label)) throw labelIsTaken(create.label, labels.get(create.label) ?? null);
    await this.refuseWrongReviewers(null, create.orderReviewers);
    return { create };
  }

  /** An empty cell leaves what an entity must have, and empties the rest. */
  private async planEdit(code: string, cells: Cells): Promise<Planned> {
    const [entity] = await this.entities.byCodes([code]);
    if (entity === undefined) throw notFound(code, 'code');
    const given = Object.entries(cells).flatMap(([field, value]): [string, unknown][] => {
      if (value !== null) return [[field, value]];
      if (field === 'contact') return [[field, '']];
      return LISTS.includes(field) ? [[field, []]] : [];
    });
    const patch = lineAsEntity.edited(Object.fromEntries(given));
    await this.refuseWrongReviewers(code, patch.orderReviewers ?? []);
    return { edit: entity, patch };
  }

  private async refuseWrongReviewers(entity: string | null, emails: readonly string[]): Promise<void> {
    const errors = await this.entities.wrongReviewers(entity, emails);
    if (errors.length > 0) throw invalidFields(errors);
  }

  private async carryOut(actor: Actor, planned: Planned): Promise<void> {
    if ('create' in planned) await this.entities.create(actor, planned.create);
    else if (differs(planned.edit, planned.patch)) await this.entities.edit(actor, planned.edit._id, planned.edit.version, planned.patch);
  }

  private note(actor: Actor, { created, updated, rejectedTotal }: ImportResult): Promise<void> {
    const changes = Object.entries({ created, updated, rejected: rejectedTotal }).map(([field, to]) => ({ field, from: null, to }));
    return this.journal.record({ by: actor.email, subject: 'entities', subjectKind: 'entities', command: 'import', changes });
  }
}

async function* linesOfJson(text: AsyncIterable<string>): AsyncGenerator<Line> {
  const { entities } = lineAsEntity.all(parsed(await wholeOf(text)));
  for (const [index, row] of entities.entries()) yield { line: index + 1, row };
}

async function wholeOf(text: AsyncIterable<string>): Promise<string> {
  let whole = '';
  for await (const piece of text) {
    whole += piece;
    if (whole.length > MAX_JSON) throw entityImportIsTooLong(MAX_LINES);
  }
  return whole;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw importIsNotJson();
  }
}

async function readAll(body: ImportBody): Promise<Line[]> {
  const rows: Line[] = [];
  const text = textOf(body);
  for await (const row of body.format === 'csv' ? rowsOfCsv(text, ENTITY_CSV) : linesOfJson(text)) {
    if (rows.length === MAX_LINES) throw entityImportIsTooLong(MAX_LINES);
    rows.push(row);
  }
  return rows;
}

function differs(entity: Entity, patch: EntityPatch): boolean {
  return (Object.keys(patch) as (keyof EntityPatch)[]).some((field) => JSON.stringify(patch[field]) !== JSON.stringify(entity[field]));
}

function labelIn(row: Cells | undefined): string[] {
  return typeof row?.['label'] === 'string' ? [row['label']] : [];
}

function nameOf(row: Cells | undefined): string {
  return String(row?.['code'] ?? row?.['label'] ?? '').slice(0, 200);
}

function whyOf({ text, details: { errors = [] } }: DomainError): Text {
  if (errors.length === 0) return text;
  return { en: errors.map(({ field, message }) => `${field}: ${message.en}`).join('; '), fr: errors.map(({ field, message }) => `${field} : ${message.fr}`).join(' ; ') };
}
