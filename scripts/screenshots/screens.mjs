// Every screen of the panel: its name, who looks at it, and how to get there from the things that were made for it.
// `open` is what a reader does on the page before it is looked at: a dialog, a drawer.
const record = (resource, code, action = 'show') => `/admin/resources/${resource}/records/${code}/${action}`;
const list = (resource, query = '') => `/admin/resources/${resource}${query}`;

const aFile = { name: 'recipients.csv', mimeType: 'text/csv', buffer: Buffer.from('email;entity;city\nanna.martin@example.com;OU1;Lyon\nnobody;OU1;Lyon\nmax@example.com;OU987654;Lille\n') };

/** Somebody else saves first. */
async function clash(page, { client, draft }) {
  const present = await client.get(`/packages/${draft}`);
  await page.fill('#label', 'Savings for families, from spring');
  await client.patch(`/packages/${draft}`, { label: `Savings for all ${present.version}`, folder: `Savings/${present.version % 2 ? 'Spring' : 'Families'}` }, present.version);
  await page.locator('main form button[type=submit]').click();
  await page.waitForSelector('.conflict');
}

async function typedBefore(page) {
  await page.fill('#label', 'Savings for families');
  await page.reload();
  await page.waitForSelector('main .note .acts');
}

/** @returns `[{name, who: 'head-office' | 'admin' | 'branch' | 'nobody', path(things), ready, open?(page, things), whole?}]` */
export const SCREENS = [
  { name: 'sign-in', who: 'nobody', path: () => '/admin/login', ready: '#email' },
  { name: 'home', who: 'head-office', path: () => '/admin', ready: '.by-day tbody tr', whole: true },
  { name: 'packages', who: 'head-office', path: () => list('packages'), ready: 'tbody tr' },
  { name: 'packages-filtered', who: 'head-office', path: () => list('packages', '?status=published&status=approved&folder=Savings'), ready: 'tbody tr' },
  { name: 'packages-filter', who: 'head-office', path: () => list('packages'), ready: 'tbody tr', open: async (page) => { await page.locator('.filters .btn').first().click(); await page.waitForSelector('dialog.drawer'); } },
  { name: 'packages-ticked', who: 'head-office', path: () => list('packages'), ready: 'td.tk input', open: async (page) => { for (const row of [0, 1, 2]) await page.locator('td.tk input').nth(row).click(); await page.waitForSelector('.selection .acts button'); } },
  { name: 'bulk-cancel', who: 'head-office', path: () => list('packages', '?status=published'), ready: 'td.tk input', open: async (page) => { for (const row of [0, 1]) await page.locator('td.tk input').nth(row).click(); await page.locator('.selection .acts button').last().click(); await page.waitForSelector('dialog .touch'); } },
  { name: 'bulk-result', who: 'head-office', path: ({ run }) => record('bulk-runs', run), ready: '#card-run' },
  { name: 'bulk-runs', who: 'admin', path: () => list('bulk-runs'), ready: 'tbody tr' },
  { name: 'package', who: 'head-office', path: ({ running }) => record('packages', running), ready: '.two', whole: true },
  { name: 'package-late', who: 'head-office', path: ({ late }) => record('packages', late), ready: '.two', whole: true },
  { name: 'package-new', who: 'head-office', path: () => '/admin/resources/packages/actions/new', ready: 'form', whole: true },
  { name: 'package-edit', who: 'head-office', path: ({ running }) => record('packages', running, 'edit'), ready: 'form', whole: true },
  { name: 'package-typed-before', who: 'head-office', path: () => '/admin/resources/packages/actions/new', ready: 'form', open: typedBefore, whole: true },
  { name: 'package-conflict', who: 'head-office', path: ({ draft }) => record('packages', draft, 'edit'), ready: 'form', open: clash, whole: true },
  { name: 'package-reinitialize', who: 'head-office', path: ({ running }) => record('packages', running, 'reinitialize'), ready: 'main h1', whole: true },
  { name: 'cancel-dialog', who: 'head-office', path: ({ running }) => record('packages', running), ready: '.btn.asks', open: async (page) => { await page.locator('.btn.asks').click(); await page.waitForSelector('dialog .touch'); } },
  { name: 'cancellation', who: 'head-office', path: ({ cancellation }) => record('cancellations', cancellation), ready: '.truth', whole: true },
  { name: 'orders', who: 'head-office', path: () => list('orders'), ready: 'tbody tr' },
  { name: 'order-peek', who: 'head-office', path: ({ running }) => list('orders', `?package=${running}`), ready: 'tbody tr', open: async (page) => { await page.keyboard.press('j'); await page.keyboard.press('p'); await page.waitForSelector('dialog.drawer .facts'); } },
  { name: 'order-for-an-entity', who: 'head-office', path: ({ running }) => record('packages', running, 'order'), ready: '#entity', whole: true },
  { name: 'order', who: 'head-office', path: ({ order }) => record('orders', order), ready: 'main h1', whole: true },
  { name: 'order-delete', who: 'head-office', path: ({ order }) => record('orders', order), ready: '.btn.asks', open: async (page) => { await page.locator('.btn.asks').click(); await page.waitForSelector('dialog .touch'); } },
  { name: 'cancellations', who: 'head-office', path: () => list('cancellations'), ready: 'tbody tr' },
  { name: 'campaigns', who: 'head-office', path: () => list('campaigns'), ready: 'tbody tr' },
  { name: 'campaign', who: 'head-office', path: ({ campaign }) => record('campaigns', campaign), ready: 'main h1', whole: true },
  { name: 'campaign-edit', who: 'head-office', path: ({ campaign }) => record('campaigns', campaign, 'edit'), ready: 'form', whole: true },
  { name: 'workflows', who: 'head-office', path: () => list('workflows'), ready: 'tbody tr' },
  { name: 'workflow', who: 'head-office', path: ({ workflow }) => record('workflows', workflow), ready: 'main h1', whole: true },
  { name: 'workflow-edit', who: 'head-office', path: ({ workflowDraft }) => record('workflows', workflowDraft, 'edit'), ready: 'form', whole: true },
  { name: 'deliveries', who: 'head-office', path: () => list('deliveries'), ready: 'tbody tr' },
  { name: 'delivery', who: 'head-office', path: ({ delivery }) => record('deliveries', delivery), ready: 'main h1', whole: true },
  { name: 'delivery-edit', who: 'head-office', path: ({ deliveryDraft }) => record('deliveries', deliveryDraft, 'edit'), ready: 'form', whole: true },
  { name: 'entities', who: 'head-office', path: () => list('entities'), ready: 'tbody tr' },
  { name: 'entity', who: 'head-office', path: ({ entity }) => record('entities', entity), ready: 'main h1', whole: true },
  { name: 'entity-new', who: 'admin', path: () => '/admin/resources/entities/actions/new', ready: 'form', whole: true },
  { name: 'recipients', who: 'head-office', path: () => list('recipients'), ready: 'tbody tr' },
  { name: 'recipients-import', who: 'head-office', path: () => list('recipients'), ready: 'tbody tr', open: async (page) => { await page.locator('.head .acts button').last().click(); await page.setInputFiles('#import-file', aFile); await page.waitForSelector('.import-report table'); } },
  { name: 'operators', who: 'head-office', path: () => list('operators'), ready: 'tbody tr' },
  { name: 'operator-new', who: 'admin', path: () => '/admin/resources/operators/actions/new', ready: 'form', whole: true },
  { name: 'notifications', who: 'head-office', path: () => list('notifications'), ready: 'tbody tr' },
  { name: 'notification', who: 'head-office', path: ({ notification }) => record('notifications', notification), ready: 'main h1', whole: true },
  { name: 'journal', who: 'head-office', path: () => list('journal'), ready: 'tbody tr' },
  { name: 'keys', who: 'head-office', path: () => '/admin', ready: 'main h1', open: async (page) => { await page.keyboard.press('?'); await page.waitForSelector('dialog .keys'); } },
  { name: 'branch-home', who: 'branch', path: () => '/admin', ready: 'main h1', whole: true },
  { name: 'branch-offers', who: 'branch', path: () => list('packages'), ready: 'main h1' },
  { name: 'branch-orders', who: 'branch', path: () => list('orders'), ready: 'main h1' },
];
