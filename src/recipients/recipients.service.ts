import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { EntitiesService } from '../entities/entities.service.js';
import { DomainError } from '../errors/domain-error.js';
import { JournalService } from '../journal/journal.service.js';
import type { Locale, Text } from '../language/text.js';
import type { Actor } from '../operators/actor.js';
import { demandAny } from '../operators/operators.policy.js';
import { recipientsOfCsv } from './csv-recipients.js';
import { type ImportRow, readRow } from './import-row.js';
import { recipientsOfJson } from './json-recipients.js';
import { importIsNotText, importIsTooLarge, MAX_IMPORT_BYTES } from './recipients.errors.js';
import type { Recipient } from './recipient.schema.js';
import { bucketOf } from './split.js';

export interface ImportResult {
  created: number;
  updated: number;
  /** The first rejected lines: of a CSV the line of the file, of JSON the place in the list from 1. */
  rejected: { line: number; why: string }[];
  /** All of the rejected ones, listed or not. */
  rejectedTotal: number;
}

const BATCH = 500;
/** Further rejected lines are counted, not listed: a file of nothing but errors must not fill the memory. */
const MAX_LISTED = 1_000;

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
   * @param locale of the reader: the reasons are sentences
   * @throws DomainError `bad-json`, `bad-encoding`, `too-large`, `invalid-fields` (a header, another body)
   */
  async import(actor: Actor, source: { format: 'json' | 'csv'; bytes: AsyncIterable<Uint8Array> }, locale: Locale): Promise<ImportResult> {
    demandAny(actor, 'recipients', 'write');
    const result: ImportResult = { created: 0, updated: 0, rejected: [], rejectedTotal: 0 };
    const text = decoded(source.bytes);
    try {
      let batch: { line: number; raw: unknown }[] = [];
      for await (const row of source.format === 'csv' ? linesOfCsv(text) : linesOfJson(text)) {
        batch.push(row);
        if (batch.length < BATCH) continue;
        await this.save(batch, result, locale);
        batch = [];
      }
      await this.save(batch, result, locale);
    } catch (error) {
      // What came before the bad place is saved all the same, and told.
      await this.note(actor, result, error instanceof DomainError ? error.code : 'interrupted');
      throw error;
    }
    await this.note(actor, result, null);
    return result;
  }

  private note(actor: Actor, { created, updated, rejectedTotal }: ImportResult, refused: string | null): Promise<void> {
    const changes = Object.entries({ created, updated, rejected: rejectedTotal }).map(([field, to]) => ({ field, from: null, to }));
    return this.journal.record({ by: actor.email, subject: 'recipients', subjectKind: 'recipients', command: 'import', refused, changes });
  }

  private async save(batch: readonly { line: number; raw: unknown }[], result: ImportResult, locale: Locale): Promise<void> {
    if (batch.length === 0) return;
    const reject = (line: number, why: Text): void => {
      result.rejectedTotal++;
      if (result.rejected.length < MAX_LISTED) result.rejected.push({ line, why: why[locale] });
    };
    const rows: { line: number; row: ImportRow }[] = [];
    const read = batch.map(({ line, raw }) => ({ line, row: readRow(raw) }));
    const known = await this.entities.existing([...new Set(read.flatMap(({ row }) => ('why' in row ? [] : [row.entity])))]);
    for (const { line, row } of read) {
      if ('why' in row) reject(line, row.why);
      else if (!known.has(row.entity)) reject(line, { en: `entity: there is no ${row.entity.slice(0, 40)}`, fr: `entity : ${row.entity.slice(0, 40)} n’existe pas` });
      else rows.push({ line, row });
    }
    if (rows.length === 0) return;
    const now = this.clock.now();
    // Ordered: of two lines with one address, the last one counts. Past mongoose: every value was checked above.
    const written = await this.recipients.collection.bulkWrite(rows.map(({ row }) => upsert(row, now)) as never, { ordered: true });
    result.created += written.upsertedCount;
    result.updated += written.matchedCount;
  }
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

async function* linesOfCsv(text: AsyncIterable<string>): AsyncGenerator<{ line: number; raw: unknown }> {
  for await (const { line, row } of recipientsOfCsv(text)) yield { line, raw: row };
}

async function* linesOfJson(text: AsyncIterable<string>): AsyncGenerator<{ line: number; raw: unknown }> {
  let line = 0;
  for await (const raw of recipientsOfJson(text)) yield { line: ++line, raw };
}

async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch {
      throw importIsNotText();
    }
  };
  for await (const piece of bytes) {
    size += piece.byteLength;
    if (size > MAX_IMPORT_BYTES) throw importIsTooLarge();
    yield decode(piece);
  }
  yield decode();
}

