import { performance } from 'node:perf_hooks';

/** Reads the whole answer, which nobody compresses: the peer would not. @returns milliseconds */
export async function timed(url, headers = {}) {
  const began = performance.now();
  const response = await fetch(url, { headers: { 'accept-encoding': 'identity', ...headers } });
  const text = await response.text();
  const took = performance.now() - began;
  if (!response.ok) throw new Error(`${url}: ${response.status} ${text.slice(0, 300)}`);
  return took;
}

/** Ours and the peer's calls by turns, so that what disturbs the machine disturbs both. */
export async function byTurns(calls, ours, peer) {
  for (let warm = 0; warm < 5; warm++) await Promise.all([ours(), peer()]);
  const took = { ours: [], peer: [] };
  for (let call = 0; call < calls; call++) {
    took.ours.push(await ours());
    took.peer.push(await peer());
  }
  return took;
}

/** The value below which the share `p` of the measures lies. */
export function percentile(measures, p) {
  const sorted = [...measures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)];
}

/** What MongoDB's profiler says of the finds on this collection that the calls of `work` made. */
export async function profiled(db, collection, work) {
  await db.command({ profile: 0 });
  await db.collection('system.profile').drop().catch(() => undefined);
  await db.command({ profile: 2 });
  try {
    await work();
  } finally {
    await db.command({ profile: 0 });
  }
  const finds = await db.collection('system.profile').find({ ns: `${db.databaseName}.${collection}`, op: { $in: ['query', 'getmore'] } }).toArray();
  const sum = (field) => finds.reduce((total, find) => total + (find[field] ?? 0), 0);
  return { plans: [...new Set(finds.filter((find) => find.nreturned > 0).map((find) => find.planSummary))], examined: sum('docsExamined'), returned: sum('nreturned') };
}
