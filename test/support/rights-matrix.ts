/**
 * *Who may do what* of domain.md, a line a call of HTTP, written down for the stories. What each is
 * answered: 403 known, not theirs to change; 404 not theirs to know; 401 nobody. Who may is told by
 * what comes after the rights: 409 the state refuses it, 428 the version is missing, 422 an entity
 * must be named. `[thing]` is a code. Called from the right, so that central cancels first.
 */
export const ROLES = ['admin', 'central', 'own', 'reviewer', 'other', 'nobody'] as const;
/** `own`: local operator of the entity; `reviewer`: named by it to review its orders; `other`: local, of another entity. */
export type Role = (typeof ROLES)[number];

export interface Row {
  call: string;
  body: Record<string, unknown> | undefined;
  /** In the order of ROLES. */
  statuses: number[];
}

const label = { label: 'Named' };
const comment = { comment: 'Because.' };
const mail = { label: 'News', subject: 'News', text: 'Hello' };
const STEERING = ['start', 'pause', 'resume', 'stop'];

export const RIGHTS: readonly Row[] = [
  row('GET /packages', undefined, 200, 200, 200, 200, 200),
  row('POST /packages', { label: 'New', kind: 'local' }, 201, 201, 403, 403, 403),
  row('GET /packages/[offer]', undefined, 200, 200, 200, 200, 404),
  row('GET /packages/[inside]', undefined, 200, 200, 404, 404, 404),
  row('PATCH /packages/[offer]', label, 428, 428, 403, 403, 404),
  row('PATCH /packages/[inside]', label, 428, 428, 404, 404, 404),
  row('POST /packages/[offer]/submit', comment, 409, 409, 403, 403, 404),
  row('POST /packages/[offer]/approve', comment, 409, 409, 403, 403, 404),
  row('POST /packages/[offer]/reject', comment, 409, 409, 403, 403, 404),
  row('POST /packages/[offer]/publish', comment, 409, 409, 403, 403, 404),
  row('POST /packages/[offer]/reinitialize', comment, 409, 409, 403, 403, 404),
  row('POST /packages/[inside]/submit', comment, 409, 409, 404, 404, 404),
  row('POST /packages/[inside]/approve', comment, 409, 409, 404, 404, 404),
  row('POST /packages/[inside]/reject', comment, 409, 409, 404, 404, 404),
  row('POST /packages/[inside]/publish', comment, 409, 409, 404, 404, 404),
  row('POST /packages/[inside]/reinitialize', comment, 409, 409, 404, 404, 404),
  row('GET /packages/[offer]/consequences', undefined, 200, 200, 403, 403, 404),
  row('GET /packages/[inside]/consequences', undefined, 200, 200, 404, 404, 404),
  // Of the reviewers who are named one decides; anybody else of head office only once the deadline has passed.
  row('POST /packages/[named]/approve', comment, 403, 403, 404, 404, 404),
  row('POST /packages/[named]/reject', comment, 403, 403, 404, 404, 404),
  row('POST /packages/[doomed]/cancel', comment, 200, 202, 403, 403, 404),
  row('GET /orders', undefined, 200, 200, 200, 200, 200),
  row('POST /orders', { package: '[offer]', entity: '[entity]' }, 409, 409, 409, 409, 404),
  row('POST /orders', { package: '[offer]' }, 422, 422, 409, 409, 404),
  row('POST /orders', { package: '[inside]', entity: '[entity]' }, 409, 409, 404, 404, 404),
  row('GET /orders/[order]', undefined, 200, 200, 200, 200, 404),
  row('GET /orders/[order]/consequences', undefined, 200, 200, 200, 200, 404),
  row('PATCH /orders/[order]', label, 428, 428, 428, 428, 404),
  row('POST /orders/[order]/place', comment, 409, 409, 409, 409, 404),
  row('POST /orders/[order]/approve', comment, 409, 409, 403, 409, 404),
  row('POST /orders/[order]/reject', comment, 409, 409, 403, 409, 404),
  // Available: its entity may withdraw it no more.
  row('POST /orders/[kept]/cancel', comment, 200, 202, 409, 409, 404),
  row('POST /orders/[dropped]/cancel', comment, 200, 200, 200, 200, 404),
  row('GET /campaigns', undefined, 200, 200, 200, 200, 200),
  row('POST /campaigns', label, 201, 201, 403, 403, 403),
  row('GET /campaigns/[child]', undefined, 200, 200, 200, 200, 404),
  row('GET /campaigns/[reference]', undefined, 200, 200, 404, 404, 404),
  row('PATCH /campaigns/[child]', label, 428, 428, 403, 403, 404),
  row('PATCH /campaigns/[reference]', label, 428, 428, 404, 404, 404),
  ...STEERING.flatMap((command) => [
    row(`POST /campaigns/[idle]/${command}`, {}, 409, 409, 403, 403, 404),
    row(`POST /campaigns/[reference]/${command}`, {}, 409, 409, 404, 404, 404),
    row(`POST /deliveries/[ended delivery]/${command}`, comment, 409, 409, 403, 403, 404),
    row(`POST /deliveries/[inner ended]/${command}`, comment, 409, 409, 404, 404, 404),
    row(`POST /workflows/[ended workflow]/${command}`, comment, 409, 409, 403, 403, 404),
  ]),
  row('GET /deliveries', undefined, 200, 200, 200, 200, 200),
  row('POST /deliveries', { campaign: '[child]', ...mail }, 201, 201, 403, 403, 403),
  row('GET /deliveries/[delivery]', undefined, 200, 200, 200, 200, 404),
  row('GET /deliveries/[inner delivery]', undefined, 200, 200, 404, 404, 404),
  row('GET /deliveries/[delivery]/entities', undefined, 200, 200, 200, 200, 404),
  row('GET /deliveries/[inner delivery]/entities', undefined, 200, 200, 404, 404, 404),
  row('PATCH /deliveries/[delivery]', label, 428, 428, 403, 403, 404),
  row('GET /workflows', undefined, 200, 200, 200, 200, 200),
  row('POST /workflows', { campaign: '[child]', ...label, activities: [{ type: 'wait', seconds: 1 }] }, 201, 201, 403, 403, 403),
  row('GET /workflows/[workflow]', undefined, 200, 200, 200, 200, 404),
  row('PATCH /workflows/[workflow]', label, 428, 428, 403, 403, 404),
  row('GET /cancellations', undefined, 200, 200, 403, 403, 403),
  row('GET /cancellations/[cancellation]', undefined, 200, 200, 404, 404, 404),
  row('GET /cancellations/[cancellation]/events', undefined, 200, 200, 404, 404, 404),
  row('GET /cancellations/[cancellation]/report', undefined, 200, 200, 404, 404, 404),
  row('POST /cancellations/[cancellation]/correction', {}, 409, 409, 404, 404, 404),
  row('GET /cancellations/[cancellation]/reached', undefined, 200, 200, 404, 404, 404),
  row('GET /entities', undefined, 200, 200, 200, 200, 200),
  row('POST /entities', { ...label, locale: 'fr', timeZone: 'Europe/Paris' }, 201, 403, 403, 403, 403),
  row('POST /entities/import', { entities: [] }, 200, 403, 403, 403, 403),
  row('GET /entities/[entity]', undefined, 200, 200, 200, 200, 404),
  row('PATCH /entities/[entity]', label, 428, 403, 403, 403, 404),
  row('GET /operators', undefined, 200, 200, 200, 200, 200),
  row('POST /operators', { email: 'new@relais.example', name: 'New', role: 'central' }, 201, 403, 403, 403, 403),
  row('GET /operators/own@relais.example', undefined, 200, 200, 200, 200, 404),
  row('GET /operators/central@relais.example', undefined, 200, 200, 404, 404, 404),
  row('PATCH /operators/own@relais.example', { name: 'New' }, 428, 403, 403, 403, 404),
  row('GET /api-keys', undefined, 200, 200, 403, 403, 403),
  row('POST /api-keys', { operator: 'central@relais.example', label: 'Another' }, 201, 403, 403, 403, 403),
  row('DELETE /api-keys/[key of central]', undefined, 204, 403, 404, 404, 404),
  row('DELETE /api-keys/[key of own]', undefined, 204, 404, 404, 404, 404),
  ...['packages', 'orders', 'campaigns', 'workflows', 'deliveries', 'entities', 'recipients', 'operators', 'notifications'].map((list) => row(`GET /exports/${list}`, undefined, 200, 200, 200, 200, 200)),
  row('GET /exports/cancellations', undefined, 200, 200, 403, 403, 403),
  row('GET /exports/journal?subject=[order]', undefined, 200, 200, 200, 200, 404),
  ...['packages', 'campaigns', 'entities', 'operators'].map((kind) => row(`GET /references/${kind}?q=a`, undefined, 200, 200, 200, 200, 200)),
  row('GET /figures/orders-by-day', undefined, 200, 200, 403, 403, 403),
  row('POST /selections', { list: 'packages', codes: ['CAT1'] }, 201, 201, 403, 403, 403),
  row('POST /selections/matching', { list: 'packages' }, 201, 201, 403, 403, 403),
  row('GET /selections/[selection]/consequences', undefined, 200, 404, 404, 404, 404),
  row('POST /selections/[selection]/run', { command: 'cancel', count: 9999 }, 409, 404, 404, 404, 404),
  row('GET /bulk-runs', undefined, 200, 200, 403, 403, 403),
  row('GET /bulk-runs/[bulk run]', undefined, 200, 200, 404, 404, 404),
  row('GET /bulk-runs/[bulk run]/rows', undefined, 200, 200, 404, 404, 404),
  row('GET /references/folders?q=a', undefined, 200, 200, 403, 403, 403),
  row('GET /views?list=packages', undefined, 200, 200, 403, 403, 403),
  row('POST /views', { list: 'packages', name: 'Mine' }, 201, 201, 403, 403, 403),
  row('GET /views/[shared view]', undefined, 200, 200, 404, 404, 404),
  row('GET /views/[private view]', undefined, 200, 404, 404, 404, 404),
  row('PATCH /views/[shared view]', { name: 'Ours' }, 428, 403, 404, 404, 404),
  row('DELETE /views/[shared view]', undefined, 204, 403, 404, 404, 404),
  row('DELETE /views/[private view]', undefined, 204, 404, 404, 404, 404),
  row('GET /recipients', undefined, 200, 200, 200, 200, 200),
  row('POST /recipients', { recipients: [] }, 200, 200, 403, 403, 403),
  row('GET /notifications', undefined, 200, 200, 200, 200, 200),
  row('GET /notifications/[notification]', undefined, 200, 200, 200, 200, 404),
  row('POST /notifications/[notification]/resend', {}, 409, 409, 403, 403, 404),
  row('GET /journal', undefined, 200, 200, 404, 404, 404),
  row('GET /journal?subject=[order]', undefined, 200, 200, 200, 200, 404),
  row('GET /journal?subject=[offer]', undefined, 200, 200, 404, 404, 404),
];

/** What is left of a status where another door words the rest by itself. */
export type Outcome = 'may' | 'may not' | 'hidden' | 'unknown caller';

export function outcomeOf(status: number): Outcome {
  const outcomes: Record<number, Outcome> = { 401: 'unknown caller', 403: 'may not', 404: 'hidden' };
  return outcomes[status] ?? 'may';
}

/** The same call as a command of the queue. Null: the queue has none. */
export function queueCommandOf({ call, body }: Row): { name: string; data: Record<string, unknown> } | null {
  if (call === 'POST /packages') return { name: 'package.create', data: body ?? {} };
  if (call === 'POST /orders') return { name: 'order.create', data: body ?? {} };
  const [, method, things = '', code = '', command] = /^(POST|PATCH) \/(packages|orders|campaigns|deliveries|workflows)\/(\[[a-z ]+\])(?:\/(\w+))?$/.exec(call) ?? [];
  const kind: Record<string, string> = { packages: 'package', orders: 'order', campaigns: 'campaign', deliveries: 'delivery', workflows: 'workflow' };
  const thing = kind[things];
  if (thing === undefined) return null;
  if (method === 'POST') return { name: `${thing}.${command}`, data: { [thing]: code, ...body } };
  return thing === 'package' || thing === 'order' ? { name: `${thing}.edit`, data: { [thing]: code, version: 999, ...body } } : null;
}

/** The same call on the command line, and who else may than those that HTTP lets: `api-key create` and `operator create` run without a key, as the system. */
export const COMMAND_LINE: Record<string, { argv: string[]; keyless?: true }> = {
  'GET /packages': { argv: ['package', 'list'] },
  'GET /packages/[offer]': { argv: ['package', 'show', '[offer]'] },
  'GET /packages/[inside]': { argv: ['package', 'show', '[inside]'] },
  // Without --yes it says what the cancel would touch.
  'GET /packages/[offer]/consequences': { argv: ['package', 'cancel', '[offer]'] },
  'GET /packages/[inside]/consequences': { argv: ['package', 'cancel', '[inside]'] },
  'POST /packages/[doomed]/cancel': { argv: ['package', 'cancel', '[doomed]', '--yes', '--no-wait'] },
  'POST /packages/[offer]/reinitialize': { argv: ['package', 'reinitialize', '[offer]', '--yes'] },
  'POST /packages/[inside]/reinitialize': { argv: ['package', 'reinitialize', '[inside]', '--yes'] },
  'POST /operators': { argv: ['operator', 'create', '--email', 'new@relais.example', '--name', 'New', '--role', 'central'], keyless: true },
  'POST /api-keys': { argv: ['api-key', 'create', '--operator', 'central@relais.example', '--label', 'Another'], keyless: true },
};

/** Which calls a door has not, and why; every call is in its door or here. */
export const ABSENT: { door: 'queue' | 'command line'; calls: RegExp; why: string }[] = [
  { door: 'queue', calls: /^GET /, why: 'the queue carries commands, not questions' },
  { door: 'queue', calls: /^(POST|PATCH|DELETE) \/(entities|operators|api-keys|views|recipients|notifications|cancellations|selections|bulk-runs)/, why: 'what is set up and sent again by people is no command of other systems' },
  { door: 'queue', calls: /^POST \/(campaigns|deliveries|workflows)$/, why: 'campaigns and processes are made by people or by orders; the queue steers them' },
  { door: 'queue', calls: /^PATCH \/(campaigns|deliveries|workflows)\//, why: 'a draft is edited by people' },
  { door: 'command line', calls: /^POST \/packages$|^PATCH \/packages|\/(submit|approve|reject|publish)$/, why: 'a package is made, edited and decided on in the panel or by HTTP' },
  { door: 'command line', calls: / \/(orders|campaigns|deliveries|workflows|cancellations|entities|recipients|notifications|journal|views|references|exports|figures|selections|bulk-runs)/, why: 'the command line is for packages, operators and keys' },
  { door: 'command line', calls: /^(GET|PATCH|DELETE) \/(operators|api-keys)/, why: 'the command line makes operators and keys, and nothing else of them' },
];

/** What the panel answers beside the HTTP API, which it calls with the reader's session: path, then by role. */
export const PANEL: readonly Row[] = [
  // Pages hold nothing of anybody: what they show is asked from the HTTP API.
  ...['/admin', '/admin/resources/packages', '/admin/resources/packages/records/[inside]/show', '/admin/resources/cancellations'].map((path) => row(`GET ${path}`, undefined, 200, 200, 200, 200, 200, 302)),
  ...['packages', 'orders', 'campaigns', 'workflows', 'deliveries', 'entities', 'operators'].flatMap((resource) =>
    [`/admin/api/resources/${resource}/actions/list`, `/admin/api/resources/${resource}/actions/search/a`].map((path) => row(`GET ${path}`, undefined, 200, 200, 404, 404, 404)),
  ),
  row('GET /admin/api/resources/packages/records/[inside]/show', undefined, 200, 200, 404, 404, 404),
  row('GET /admin/api/resources/orders/records/[order]/show', undefined, 200, 200, 404, 404, 404),
  row('GET /admin/api/resources/operators/records/central@relais.example/show', undefined, 200, 200, 404, 404, 404),
  row('GET /admin/api/dashboard', undefined, 200, 200, 404, 404, 404),
  ...['new', 'bulkDelete'].map((action) => row(`POST /admin/api/resources/packages/actions/${action}`, {}, 404, 404, 404, 404, 404)),
  ...['edit', 'delete'].map((action) => row(`POST /admin/api/resources/packages/records/[inside]/${action}`, {}, 404, 404, 404, 404, 404)),
  row('GET /admin/names?codes=[everything]', undefined, 200, 200, 200, 200, 200),
  row('GET /admin/queues', undefined, 200, 200, 403, 403, 403, 302),
  row('GET /admin/queues/api/queues', undefined, 200, 200, 403, 403, 403),
  row('PUT /admin/queues/api/queues/commands/pause', {}, 200, 403, 403, 403, 403),
  row('PUT /admin/queues/api/queues/commands/resume', {}, 200, 403, 403, 403, 403),
];

function row(call: string, body: Row['body'], ...statuses: number[]): Row {
  return { call, body, statuses: statuses.length === ROLES.length ? statuses : [...statuses, 401] };
}
