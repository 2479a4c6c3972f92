import type { Model } from 'mongoose';

export interface Reads {
  /** Index scans as the server sums them up, one a query that returned anything. */
  plans: string[];
  examined: number;
  returned: number;
}

interface Profile {
  op: string;
  planSummary?: string;
  docsExamined?: number;
  nreturned?: number;
}

/** What MongoDB's own profiler says of the reads of this collection that `work` makes: `query` for finds, `command` for counts. */
export async function profiled<T>(model: Model<T>, work: () => Promise<unknown>, op: 'query' | 'command' = 'query'): Promise<Reads> {
  const { db } = model.db;
  if (db === undefined) throw new Error('the model is not connected');
  await db.command({ profile: 0 });
  await db.collection('system.profile').drop().catch(() => undefined);
  await db.command({ profile: 2 });
  try {
    await work();
  } finally {
    await db.command({ profile: 0 });
  }
  const entries = await db.collection<Profile>('system.profile').find({ ns: `${db.databaseName}.${model.collection.name}`, op }).toArray();
  const sum = (of: (entry: Profile) => number | undefined): number => entries.reduce((total, entry) => total + (of(entry) ?? 0), 0);
  return { plans: entries.filter((entry) => (entry.nreturned ?? 0) > 0).map((entry) => entry.planSummary ?? ''), examined: sum((entry) => entry.docsExamined), returned: sum((entry) => entry.nreturned) };
}
