import { Schema } from 'mongoose';

/** One field's change, as a reader of the journal sees it. */
export interface FieldChange {
  field: string;
  from: unknown;
  to: unknown;
}

/** Who did what, from what to what; refused attempts included. Append only. */
export interface JournalEntry {
  at: Date;
  /** The operator's e-mail, or `system`. */
  by: string;
  /** Code of the thing, or `CODE:ordinals FROM-TO` for a range of a package's orders. */
  subject: string;
  subjectKind: string;
  cycle: number | null;
  command: string;
  from: string | null;
  to: string | null;
  changes: FieldChange[];
  comment: string | null;
  /** Code of the refusal, where the command was refused. */
  refused: string | null;
  /** The cancellation or command that this belongs to. */
  correlation: string | null;
  /** Things that this entry also concerns: an order's package, a child campaign's order. */
  related: string[];
}

export const journalSchema = new Schema<JournalEntry>(
  {
    at: { type: Date, required: true },
    by: { type: String, required: true },
    subject: { type: String, required: true },
    subjectKind: { type: String, required: true },
    cycle: { type: Number, default: null },
    command: { type: String, required: true },
    from: { type: String, default: null },
    to: { type: String, default: null },
    changes: { type: [{ _id: false, field: String, from: Schema.Types.Mixed, to: Schema.Types.Mixed }], default: [] },
    comment: { type: String, default: null },
    refused: { type: String, default: null },
    correlation: { type: String, default: null },
    related: { type: [String], default: [] },
  },
  { versionKey: false, collection: 'journal' },
);
journalSchema.index({ subject: 1, at: 1, _id: 1 }, { name: 'subject' });
journalSchema.index({ related: 1, at: 1, _id: 1 }, { name: 'related' });
journalSchema.index({ at: -1, _id: -1 }, { name: 'newest' });
journalSchema.index({ by: 1, at: -1, _id: -1 }, { name: 'by' });
journalSchema.index({ at: -1, _id: -1 }, { name: 'refused', partialFilterExpression: { refused: { $type: 'string' } } });
journalSchema.index({ correlation: 1, at: 1 }, { name: 'correlation', partialFilterExpression: { correlation: { $type: 'string' } } });
