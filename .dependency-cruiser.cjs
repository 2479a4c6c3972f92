// Which room may import which: the arrows of the house. A rule is written by what is forbidden; its
// comment says why. Where work must flow against an arrow, the lower room declares a port
// (`*.ports.ts`) and the upper one fills it.
const foundation = ['clock', 'language', 'errors', 'config', 'codes', 'storage', 'gates', 'journal', 'outbox', 'messaging', 'mail', 'lifecycle'];
const base = ['entities', 'operators', 'recipients'];
const tops = ['cancellations', 'deadlines', 'notifications', 'integrations', 'views', 'bulk', 'exports', 'references', 'figures'];
const middle = ['campaigns', 'processes', 'workflows', 'deliveries', 'packages', 'orders'];

const room = (...names) => `^src/(${names.join('|')})/`;
const TESTS = '\\.spec\\.ts$';
// HTTP and panel doors of a room lie in the room, and use the manners that all doors share.
const ROOM_DOORS = '\\.(controller|requests|view|guard|admin|module)\\.ts$';
// What other systems send by the queue of commands comes in by a door, too.
const INBOUND = '^src/integrations/';

/** Rooms named in `from` must not import those named in `to`. */
function forbidden(name, comment, from, to, except = {}) {
  return { name, comment, severity: 'error', from: { path: room(...from), pathNot: [TESTS, ...(except.from ?? [])] }, to: { path: room(...to), pathNot: except.to ?? [] } };
}

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one thing in two places, and load in an order nobody chose. Types alone do no harm.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    forbidden('foundation-knows-no-room', 'Foundation rooms serve every room: one that knows a room serves that one. Who acts (actor, the rights table) is known everywhere.', foundation, [...base, ...middle, ...tops, 'monitoring'], {
      to: ['^src/operators/(actor|operators\\.policy)\\.ts$'],
    }),
    forbidden('base-knows-no-work', 'Entities, operators and recipients exist before any campaign.', base, [...middle, ...tops]),
    forbidden('campaigns-know-no-user', 'Processes, packages and orders hang on campaigns; what campaigns need of them are ports.', ['campaigns'], ['workflows', 'deliveries', 'packages', 'orders', ...tops]),
    forbidden('deliveries-know-no-workflow', 'A workflow starts deliveries, never the reverse.', ['deliveries'], ['workflows', 'packages', 'orders', ...tops]),
    forbidden('workflows-know-no-package', 'Processes hang on campaigns, whoever offers these.', ['workflows'], ['packages', 'orders', ...tops]),
    forbidden('packages-know-no-order', 'The offer exists before anybody orders it: ordersOfCycle is a port.', ['packages'], ['orders', 'workflows', 'deliveries', ...tops]),
    forbidden('orders-know-no-process', "An order's processes are its child campaign's, which copies them through a port.", ['orders'], ['workflows', 'deliveries', ...tops]),
    forbidden('nobody-knows-cancellations', 'Cancellations import the rooms that they halt; an import back would be a cycle in the business. The inbound commands are a door: they give a cancel like the others.', ['notifications', 'deadlines'], ['cancellations']),
    forbidden('no-room-knows-the-doors', 'Admin and command line are the top: rules do not live there.', [...foundation, ...base, ...middle, ...tops], ['admin', 'cli'], { from: [ROOM_DOORS] }),
    forbidden('only-doors-have-http-manners', 'Services know no HTTP: only the doors of a room use src/api.', [...foundation, ...base, ...middle, ...tops], ['api'], { from: [ROOM_DOORS, INBOUND] }),
    forbidden('manners-know-no-room', 'The manners of HTTP are the same for all rooms; they know only who calls.', ['api'], [...middle, ...tops, 'entities', 'recipients', 'admin', 'cli']),
    {
      name: 'pure-lives-and-refusals',
      comment: 'A lifecycle table and a refusal are data: read, tested and shown without a database, a queue or a panel.',
      severity: 'error',
      from: { path: '\\.(lifecycle|errors)\\.ts$' },
      to: { path: 'node_modules/(mongoose|bullmq|adminjs)/' },
    },
    {
      name: 'components-know-no-server',
      comment: "The panel's components run in the browser: of the server's code they may only take types, and how a mail's placeholders are filled, so that a preview shows what is sent.",
      severity: 'error',
      from: { path: '^src/admin/components/' },
      to: { path: '^src/', pathNot: ['^src/admin/components/', '^src/deliveries/delivery\\.template\\.ts$'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'source-knows-no-test',
      comment: 'What is shipped must run without its tests.',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: '^test/' },
    },
    {
      name: 'no-development-packages',
      comment: 'The image holds the dependencies alone; esbuild bundles what the components import.',
      severity: 'error',
      from: { path: '^src/', pathNot: [TESTS, '^src/admin/components/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-unresolved',
      comment: 'An import that cannot be found is only noticed when that line runs.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^@bull-board/api/bullMQAdapter$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.js', '.mjs', '.css'] },
  },
};
