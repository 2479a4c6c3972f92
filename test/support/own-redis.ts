/** A Redis of a test's own, that can be killed without warning and started again, empty, on the same port. */
export interface OwnRedis {
  url: string;
  /** SIGKILL, no farewell. */
  kill(): Promise<void>;
  /** Starts an empty one where the killed one was. */
  startEmpty(): Promise<void>;
  stop(): Promise<void>;
}

interface Services {
  env: { REDIS_URL: string };
  pids: { redis: number };
  stop(): Promise<void>;
}
type StartServices = (options: { ephemeral: boolean; only: string[]; ports?: Record<string, number>; environment: object; onDeath: () => void }) => Promise<Services>;

export async function startOwnRedis(): Promise<OwnRedis> {
  const path = '../../scripts/services/start-services.mjs';
  const { startServices } = (await import(path)) as { startServices: StartServices };
  const start = (port?: number): Promise<Services> =>
    startServices({ ephemeral: true, only: ['redis'], ...(port === undefined ? {} : { ports: { redis: port } }), environment: {}, onDeath: () => undefined });
  let services = await start();
  const url = services.env.REDIS_URL;
  return {
    url,
    async kill() {
      process.kill(services.pids.redis, 'SIGKILL');
      await services.stop();
    },
    async startEmpty() {
      services = await start(Number(new URL(url).port));
      if (services.env.REDIS_URL !== url) throw new Error('the port of the killed Redis was taken by somebody else');
    },
    stop: () => services.stop(),
  };
}
