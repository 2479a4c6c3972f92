// Believable packages and orders as they are stored, each a function of its number: the same in every run.
const DAY = 86_400_000;
const PACKAGE_STATUSES = ['being-edited', 'pending-approval', 'approved', 'rejected', 'published', 'published', 'published', 'published', 'canceled', 'canceled'];
const ORDER_STATUSES = ['draft', 'ordered', 'ordered', 'approved', 'available', 'available', 'available', 'available', 'rejected', 'canceled'];
const TOPICS = ['Savings', 'Mortgage', 'Cards', 'Retirement', 'Insurance', 'Local'];
const LEVELS = ['simple', 'by-form', 'by-campaign'];

/** A number that looks like no order at all, from 0 to `below` - 1; another `salt`, another number. */
function mixed(index, salt, below) {
  let bits = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return Math.floor((((bits ^ (bits >>> 15)) >>> 0) / 4_294_967_296) * below);
}

export function packageNumber(index, now) {
  const isLocal = mixed(index, 1, 4) === 0;
  const status = PACKAGE_STATUSES[mixed(index, 2, PACKAGE_STATUSES.length)];
  const createdAt = new Date(now - mixed(index, 3, 3 * 365 * 24 * 60) * 60_000);
  const modifiedAt = new Date(Math.min(now - 1_000, createdAt.getTime() + mixed(index, 4, 90 * DAY)));
  const availableAt = mixed(index, 5, 10) === 0 ? null : new Date(createdAt.getTime() + mixed(index, 6, 120) * DAY);
  const isLate = status !== 'canceled' && mixed(index, 7, 25) === 0;
  const folder = `${TOPICS[mixed(index, 8, TOPICS.length)]}/${2024 + mixed(index, 9, 3)}/${mixed(index, 10, 12) + 1}`;
  const audience = isLocal && mixed(index, 11, 2) === 0 ? [] : [0, 1, 2].map((turn) => `OU${mixed(index, 12 + turn, 3_000) + 1}`);
  const parts = folder.split('/');
  return {
    _id: `CAT${index + 1}`,
    label: `${parts[0]} offer ${index + 1}`,
    kind: isLocal ? 'local' : 'collaborative',
    distributionLevel: isLocal ? 'local' : LEVELS[mixed(index, 15, 3)],
    status,
    statusSince: modifiedAt,
    cycle: 1,
    // A campaign is the reference of one collaborative package; local ones share theirs.
    referenceCampaign: isLocal ? `OP${mixed(index, 16, 2_500) + 1}` : `OP${index + 10_000}`,
    folder,
    folders: parts.map((_part, depth) => parts.slice(0, depth + 1).join('/')),
    schedule: { start: createdAt, end: new Date(createdAt.getTime() + 400 * DAY) },
    availableAt,
    availableMonth: availableAt === null ? null : availableAt.getUTCFullYear() * 100 + availableAt.getUTCMonth() + 1,
    forEveryone: isLocal && audience.length === 0,
    registrationDeadline: null,
    personalizationDeadline: null,
    audience,
    orderApproval: 'manual',
    allowMultipleOrders: false,
    reviewers: ['claire.fontaine@meridian.example'],
    approvalDeadline: null,
    reminders: [],
    plannedReminders: [],
    nextReminderAt: null,
    earlierCycles: [],
    subscribing: null,
    opening: null,
    lateOrdersFor: null,
    submittedBy: null,
    submittedAt: null,
    approval: null,
    fingerprint: null,
    rejection: null,
    publishedAt: status === 'published' ? modifiedAt : null,
    assignedTo: null,
    form: [],
    cancellation: null,
    lateFrom: isLate ? new Date(now - mixed(index, 17, 60) * DAY - 60_000) : null,
    lateDeadline: isLate ? 'availableAt' : null,
    late: isLate,
    awaitingAtClose: status === 'published' ? 0 : null,
    version: 3,
    createdAt,
    createdBy: 'claire.fontaine@meridian.example',
    modifiedAt,
    modifiedBy: 'claire.fontaine@meridian.example',
  };
}

/** One order in twenty is of CAT1, one of OU1: a filter for these finds many. */
export function orderNumber(index, now, packages) {
  const status = ORDER_STATUSES[mixed(index, 21, ORDER_STATUSES.length)];
  const createdAt = new Date(now - mixed(index, 22, 3 * 365 * 24 * 60) * 60_000);
  const modifiedAt = new Date(Math.min(now - 1_000, createdAt.getTime() + mixed(index, 23, 30 * DAY)));
  const isLate = ['draft', 'ordered', 'approved', 'available'].includes(status) && mixed(index, 24, 30) === 0;
  return {
    _id: `ORD${index + 1}`,
    label: `Order ${index + 1}`,
    package: mixed(index, 25, 20) === 0 ? 'CAT1' : `CAT${mixed(index, 26, packages) + 1}`,
    packageKind: 'local',
    entity: mixed(index, 27, 20) === 0 ? 'OU1' : `OU${mixed(index, 28, 3_000) + 1}`,
    liveKey: null,
    cycle: mixed(index, 29, 10) === 0 ? 2 : 1,
    ordinal: index,
    status,
    statusSince: modifiedAt,
    assignedTo: null,
    comment: null,
    parameters: { adviser: `Adviser ${index % 1_000}`, posters: index % 40 },
    incomplete: isLate,
    lateSince: isLate ? new Date(now - mixed(index, 30, 40) * DAY) : null,
    campaign: null,
    orderedAt: createdAt,
    approval: null,
    rejection: null,
    availableAt: null,
    canceled: null,
    history: [],
    version: 2,
    createdAt,
    createdBy: 'luc@meridian.example',
    modifiedAt,
    modifiedBy: 'luc@meridian.example',
  };
}

/** Inserts `count` documents made by `make`, told after each lot. */
export async function load(collection, count, make, told) {
  const LOT = 10_000;
  for (let from = 0; from < count; from += LOT) {
    const lot = Array.from({ length: Math.min(LOT, count - from) }, (_, offset) => make(from + offset));
    await collection.insertMany(lot, { ordered: false });
    told(from + lot.length);
  }
}
