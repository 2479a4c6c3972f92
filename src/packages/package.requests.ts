import { z } from 'zod';

import { code, comment, email, fieldName, instant, label, line, lines, whole } from '../api/fields.js';
import { flag, instants, listParameters, numbers, several } from '../api/list-parameters.js';
import type { Text } from '../language/text.js';
import { DISTRIBUTION_LEVELS, FIELD_TYPES, type FormField, PACKAGE_KINDS, PACKAGE_STATUSES } from './package.schema.js';

const AUDIENCE_MAX = 20_000;

const folder = () =>
  z
    .string()
    .max(200)
    .transform((path) => path.split('/').map((part) => part.trim()).filter((part) => part !== '').join('/'));

const formField = z
  .strictObject({
    name: fieldName(),
    label: label(),
    type: z.enum(FIELD_TYPES),
    options: z.array(line(200)).max(200).default([]),
    required: z.boolean().default(false),
    default: z.union([lines(2_000), z.number(), z.boolean()]).nullable().default(null),
  })
  .superRefine((field, context) => {
    const refuse = (path: string, en: string, fr: string): void => context.addIssue({ code: 'custom', path: [path], params: { text: { en, fr } satisfies Text } });
    if (field.type === 'choice' && field.options.length === 0) refuse('options', 'a choice needs options', 'un choix a besoin d’options');
    if (field.type !== 'choice' && field.options.length > 0) refuse('options', 'only a choice has options', 'seul un choix a des options');
    if (field.default !== null && !fits(field, field.default)) refuse('default', 'does not fit the type of the field', 'ne correspond pas au type du champ');
  });

const form = () =>
  z
    .array(formField)
    .max(100)
    .superRefine((fields, context) => {
      const seen = new Set<string>();
      fields.forEach(({ name }, index) => {
        if (seen.has(name)) context.addIssue({ code: 'custom', path: [index, 'name'], params: { text: { en: 'is used by another field of the form', fr: 'est déjà utilisé par un autre champ' } } });
        seen.add(name);
      });
    });

const reminder = z
  .strictObject({ from: z.enum(['submission', 'deadline', 'date']), date: instant().nullable().default(null), offsetDays: whole(-365, 365).default(0) })
  .superRefine((given, context) => {
    if ((given.from === 'date') === (given.date !== null)) return;
    context.addIssue({ code: 'custom', path: ['date'], params: { text: { en: 'is given where the reminder is from a date, and only there', fr: 'se donne quand le rappel part d’une date, et seulement alors' } } });
  });

const fields = {
  label: label(),
  kind: z.enum(PACKAGE_KINDS),
  distributionLevel: z.enum(DISTRIBUTION_LEVELS),
  referenceCampaign: code('campaign').nullable(),
  folder: folder(),
  availableAt: instant().nullable(),
  registrationDeadline: instant().nullable(),
  personalizationDeadline: instant().nullable(),
  audience: z.array(code('entity')).max(AUDIENCE_MAX).transform(once),
  orderApproval: z.enum(['manual', 'automatic']),
  allowMultipleOrders: z.boolean(),
  reviewers: z.array(email()).max(100).transform(once),
  approvalDeadline: instant().nullable(),
  reminders: z.array(reminder).max(20),
  assignedTo: email().nullable(),
  form: form(),
};
const times = { start: instant().nullable(), end: instant().nullable() };

export const newPackage = z
  .strictObject({
    label: fields.label,
    kind: fields.kind,
    distributionLevel: fields.distributionLevel.optional(),
    referenceCampaign: fields.referenceCampaign.default(null),
    folder: fields.folder.default(''),
    schedule: z.strictObject({ start: times.start.default(null), end: times.end.default(null) }).default({ start: null, end: null }),
    availableAt: fields.availableAt.default(null),
    registrationDeadline: fields.registrationDeadline.default(null),
    personalizationDeadline: fields.personalizationDeadline.default(null),
    audience: fields.audience.default([]),
    orderApproval: fields.orderApproval.default('manual'),
    allowMultipleOrders: fields.allowMultipleOrders.default(false),
    reviewers: fields.reviewers.default([]),
    approvalDeadline: fields.approvalDeadline.default(null),
    reminders: fields.reminders.default([]),
    assignedTo: fields.assignedTo.default(null),
    form: fields.form.default([]),
  })
  .superRefine(({ kind, distributionLevel }, context) => {
    if (kind !== 'collaborative' || distributionLevel !== undefined) return;
    context.addIssue({ code: 'custom', path: ['distributionLevel'], params: { text: { en: 'is required for a collaborative package', fr: 'est obligatoire pour un kit collaboratif' } } });
  })
  .transform(({ distributionLevel, ...given }) => ({ ...given, distributionLevel: distributionLevel ?? ('local' as const) }));
export type NewPackage = z.output<typeof newPackage>;

export const packagePatch = z.strictObject({ ...fields, schedule: z.strictObject(times).partial() }).partial();
export type PackagePatch = z.output<typeof packagePatch>;

export const packageCommand = z.strictObject({ comment: comment().nullable().default(null) });
export type PackageCommandBody = z.output<typeof packageCommand>;

export const packageRejection = z.strictObject({ comment: comment() });
export type PackageRejection = z.output<typeof packageRejection>;

export const packageListParameters = listParameters({
  sort: ['-modifiedAt', 'modifiedAt', '-createdAt', 'createdAt', 'availableAt', '-availableAt'],
  filters: {
    status: several(PACKAGE_STATUSES).optional(),
    late: flag().optional(),
    kind: z.enum(PACKAGE_KINDS).optional(),
    folder: folder().optional(),
    referenceCampaign: code('campaign').optional(),
    availableFrom: instant().optional(),
    availableTo: instant().optional(),
    distributionLevel: several(DISTRIBUTION_LEVELS).optional(),
    assignedTo: email().optional(),
    reviewer: email().optional(),
    entity: code('entity').optional(),
    ...numbers('cycle'),
    ...instants('modified'),
    ...instants('created'),
    ...instants('registration'),
  },
});
export type PackageList = z.output<typeof packageListParameters>;

function once(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function fits({ type, options }: Pick<FormField, 'type' | 'options'>, value: string | number | boolean): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && z.iso.date().safeParse(value).success;
    case 'choice':
      return typeof value === 'string' && options.includes(value);
  }
}
