// Each quick link and each filter of the two lists: what a caller asks, and the same as a bare filter
// with the index that holds it, for the peer.
const PACKAGES = ['being-edited', 'pending-approval', 'approved', 'rejected', 'published', 'canceled'];
const ORDERS = ['draft', 'ordered', 'approved', 'available', 'rejected', 'canceled'];
const packageStatus = { status: { $in: PACKAGES } };
const orderStatus = { status: { $in: ORDERS } };

export function listCases(now) {
  const month = (instant) => instant.getUTCFullYear() * 100 + instant.getUTCMonth() + 1;
  const at = (days) => new Date(now + days * 86_400_000);
  const months = (from, to) => {
    const all = [];
    for (let instant = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth())); month(instant) <= month(to); instant = new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth() + 1))) all.push(month(instant));
    return { $in: all };
  };
  const available = (name, from, to) => ({
    name,
    collection: 'packages',
    query: `${from ? `availableFrom=${from.toISOString()}` : ''}${from && to ? '&' : ''}${to ? `availableTo=${to.toISOString()}` : ''}`,
    filter: { availableMonth: months(from ?? at(-1_200), to ?? at(150)), availableAt: { ...(from ? { $gte: from } : {}), ...(to ? { $lte: to } : {}) } },
    index: null,
  });
  return [
    { name: 'packages: all', collection: 'packages', query: '', filter: {}, index: 'newest' },
    ...PACKAGES.map((status) => ({ name: `packages: ${status}`, collection: 'packages', query: `status=${status}`, filter: { status }, index: 'status' })),
    { name: 'packages: late', collection: 'packages', query: 'late=true', filter: { late: true, ...packageStatus }, index: 'late' },
    { name: 'packages: not late', collection: 'packages', query: 'late=false', filter: { late: false, ...packageStatus }, index: 'late' },
    { name: 'packages: late and rejected', collection: 'packages', query: 'late=true&status=rejected', filter: { late: true, status: 'rejected' }, index: 'late' },
    { name: 'packages: two statuses', collection: 'packages', query: 'status=published&status=canceled', filter: { status: { $in: ['published', 'canceled'] } }, index: 'status' },
    { name: 'packages: kind', collection: 'packages', query: 'kind=local', filter: { kind: 'local', ...packageStatus }, index: 'kind' },
    { name: 'packages: folder, top', collection: 'packages', query: 'folder=Savings', filter: { folders: 'Savings', ...packageStatus }, index: 'folder' },
    { name: 'packages: folder, deep', collection: 'packages', query: `folder=${encodeURIComponent('Savings/2025/3')}`, filter: { folders: 'Savings/2025/3', ...packageStatus }, index: 'folder' },
    { name: 'packages: reference campaign', collection: 'packages', query: 'referenceCampaign=OP17', filter: { referenceCampaign: 'OP17', ...packageStatus }, index: 'referenceCampaign' },
    available('packages: available from', at(-400), undefined),
    available('packages: available to', undefined, at(-400)),
    available('packages: available in ten days', at(-210), at(-200)),
    { name: 'orders: all', collection: 'orders', query: '', filter: {}, index: 'newest' },
    ...ORDERS.map((status) => ({ name: `orders: ${status}`, collection: 'orders', query: `status=${status}`, filter: { status }, index: 'status' })),
    { name: 'orders: two statuses', collection: 'orders', query: 'status=ordered&status=available', filter: { status: { $in: ['ordered', 'available'] } }, index: 'status' },
    { name: 'orders: late', collection: 'orders', query: 'late=true', filter: { lateSince: { $type: 'date' }, status: { $in: ORDERS.slice(0, 4) } }, index: 'late' },
    { name: 'orders: not late', collection: 'orders', query: 'late=false', filter: { lateSince: { $not: { $gt: new Date(0) } }, ...orderStatus }, index: 'status' },
    { name: 'orders: package', collection: 'orders', query: 'package=CAT1', filter: { package: 'CAT1', ...orderStatus }, index: 'package' },
    { name: 'orders: three packages', collection: 'orders', query: 'package=CAT1&package=CAT2&package=CAT3', filter: { package: { $in: ['CAT1', 'CAT2', 'CAT3'] }, ...orderStatus }, index: 'package' },
    { name: 'orders: entity', collection: 'orders', query: 'entity=OU1', filter: { entity: 'OU1', ...orderStatus }, index: 'entity' },
    { name: 'orders: three entities', collection: 'orders', query: 'entity=OU1&entity=OU20&entity=OU300', filter: { entity: { $in: ['OU1', 'OU20', 'OU300'] }, ...orderStatus }, index: 'entity' },
    { name: 'orders: cycle', collection: 'orders', query: 'cycle=2', filter: { cycle: 2, ...orderStatus }, index: 'cycle' },
  ];
}
