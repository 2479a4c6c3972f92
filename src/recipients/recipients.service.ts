import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { hash } from 'node:crypto';

import { Clock } from '../clock/clock.js';
import { EntitiesService } from '../entities/entities.service.js';
import { DomainError } from '../errors/domain-error.js';
import { JournalService } from '../journal/journal.service.js';
import { type ImportBody, textOf } from '../imports/import-body.js';
import { type ImportOptions, ImportReport, type ImportResult } from '../imports/import-report.js';
import { rowsOfCsv } from '../imports/csv-rows.js';
import type { Actor } from '../operators/actor.js';
import { demandAny } from '../operators/operators.policy.js';
import { type ImportRow, readRow } from './import-row.js';
import { recipientsOfJson } from './json-recipients.js';
import { RECIPIENT_CSV } from './recipient-csv.js';
import type { Recipient } from './recipient.schema.js';
import { bucketOf } from './split.js';

const BATCH = 500;

@Injectable()
export class RecipientsService {
  constructor(
    @InjectModel('Recipient') private readonly recipients: Model<Recipient>,
    private readonly entities: EntitiesService,
    private readonly journal: JournalService,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds recipients or updates those that the entity has under the address. Streamed: memory stays
   * flat whatever the size. Good rows are saved, bad ones named; importing again saves nothing twice.
   * A preview answers the same and writes nothing; it remembers a number for each recipient it met.
   * @throws DomainError `bad-json`, `bad-csv`, `bad-encoding`, `too-large`, `invalid-fields` (a header, another body)
   */
  async import(actor: Actor, body: ImportBody, options: ImportOptions): Promise<ImportResult> {
    demandAny(actor, 'recipients', 'write');
    const report = new ImportReport(options);
    const save = options.preview ? this.previewing(report) : (rows: readonly GoodRow[]) => this.save(rows, report);
    const text = textOf(body);
    try {
      let batch: Row[] = [];
      for await (const row of body.format === 'csv' ? rowsOfCsv(text, RECIPIENT_CSV) : linesOfJson(text)) {
        batch.push(row);
        if (batch.length < BATCH) continue;
        await save(await this.goodRows(batch, report));
        batch = [];
      }
      await save(await this.goodRows(batch, report));
    } catch (error) {
      // What came before the bad place is saved all the same, and told.
      if (!options.preview) await this.note(actor, report.result, error instanceof DomainError ? error.code : 'interrupted');
      throw error;
    }
    if (!options.preview) await this.note(actor, report.result, null);
    return report.whole();
  }

  private note(actor: Actor, { created, updated, rejectedTotal }: ImportResult, refused: string | null): Promise<void> {
    const changes = Object.entries({ created, updated, rejected: rejectedTotal }).map(([field, to]) => ({ field, from: null, to }));
    return this.journal.record({ by: actor.email, subject: 'recipients', subjectKind: 'recipients', command: 'import', refused, changes });
  }

  private async goodRows(batch: readonly Row[], report: ImportReport): Promise<GoodRow[]> {
    const read = batch.map(({ line, row: raw }) => ({ line, raw, row: readRow(raw) }));
    const known = await this.entities.existing([...new Set(read.flatMap(({ row }) => ('why' in row ? [] : [row.entity])))]);
    return read.flatMap(({ line, raw, row }) => {
      if ('why' in row) report.reject(line, addressIn(raw), row.why);
      else if (!known.has(row.entity)) report.reject(line, row.email, { en: `entity: there is no ${row.entity.slice(0, 40)}`, fr: `entity : ${row.entity.slice(0, 40)} n’existe pas` });
      else return [{ line, row }];
      return [];
    });
  }

  private async save(rows: readonly GoodRow[], report: ImportReport): Promise<void> {
    if (rows.length === 0) return;
    const now = this.clock.now();
    // Ordered: of two lines with one address, the last one counts. Past mongoose: every value was checked above.
    const written = await this.recipients.collection.bulkWrite(rows.map(({ row }) => upsert(row, now)) as never, { ordered: true });
    rows.forEach(({ line, row }, index) => report.accept(line, row.email, index in written.upsertedIds ? 'created' : 'updated'));
  }

  private previewing(report: ImportReport): (rows: readonly GoodRow[]) => Promise<void> {
    const met = new Set<number>();
    return async (rows) => {
      const found = await this.recipients.find({ entity: { $in: rows.map(({ row }) => row.entity) }, email: { $in: rows.map(({ row }) => row.email) } }, { _id: 0, entity: 1, email: 1 }).lean();
      const present = new Set(found.map(({ entity, email }) => `${entity} ${email}`));
      for (const { line, row } of rows) {
        const key = `${row.entity} ${row.email}`;
        const number = numberOf(key);
        report.accept(line, row.email, present.has(key) || met.has(number) ? 'updated' : 'created');
        met.add(number);
      }
    };
  }
}

interface Row {
  line: number;
  row: unknown;
}

interface GoodRow {
  line: number;
  row: ImportRow;
}

function addressIn(raw: unknown): string {
  const email = (raw as { email?: unknown } | null | undefined)?.email;
  return typeof email === 'string' ? email.slice(0, 320) : '';
}

/** 48 bits of a hash: of a million recipients two share one in 1 of 500 files. */
function numberOf(key: string): number {
  return hash('sha1', key, 'buffer').readUIntBE(0, 6);
}

function upsert(row: ImportRow, now: Date): object {
  const { email, entity, set, unset } = row;
  const hasAttribute = Object.keys(set).some((path) => path.startsWith('attributes.')) || unset.length > 0;
  const missing = Object.entries({ firstName: '', lastName: '', locale: 'en' }).filter(([field]) => set[field] === undefined);
  return {
    updateOne: {
      filter: { entity, email },
      update: {
        $set: { ...set, modifiedAt: now },
        ...(unset.length === 0 ? {} : { $unset: Object.fromEntries(unset.map((path) => [path, ''])) }),
        $setOnInsert: { ...Object.fromEntries(missing), ...(hasAttribute ? {} : { attributes: {} }), bucket: bucketOf(email), createdAt: now },
      },
      upsert: true,
    },
  };
}

async function* linesOfJson(text: AsyncIterable<string>): AsyncGenerator<Row> {
  let line = 0;
  for await (const row of recipientsOfJson(text)) yield { line: ++line, row };
}
