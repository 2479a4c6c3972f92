import { MongoClient } from 'mongodb';
import { startServices } from '../../scripts/services/start-services.mjs';

/** Jest's global setup: `npm test` gives the services to every part; Jest called by hand starts its own. */
export default async function startTestServices() {
  const services = await startServices({ ephemeral: true });
  Object.assign(process.env, services.env);
  globalThis.stopTestServices = services.stop;
  // Clocks of tests stand in the past, where what is kept for some days is over already.
  const client = await new MongoClient(process.env.MONGODB_URI).connect();
  await client.db('admin').command({ setParameter: 1, ttlMonitorEnabled: false });
  await client.close();
}
