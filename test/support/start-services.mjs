import { startServices } from '../../scripts/services/start-services.mjs';

/** Jest's global setup: `npm test` gives the services to every part; Jest called by hand starts its own. */
export default async function startTestServices() {
  const services = await startServices({ ephemeral: true });
  Object.assign(process.env, services.env);
  globalThis.stopTestServices = services.stop;
}
