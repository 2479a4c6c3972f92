import { Redis } from 'ioredis';
import { mongo } from 'mongoose';

import type { Environment } from '../../config/environment.js';
import type { Text } from '../../language/text.js';
import { MailServer } from '../../mail/mail-server.js';

export interface Finding {
  what: string;
  state: 'good' | 'warning' | 'bad';
  found: Text;
  /** How to mend it. */
  mend?: Text;
}

const ANSWER_WITHIN_MS = 4_000;
const OLDEST_MONGODB = 6;

const same = (text: string): Text => ({ en: text, fr: text });

export async function checkMongodb(environment: Environment): Promise<Finding[]> {
  const client = new mongo.MongoClient(environment.MONGODB_URI, { serverSelectionTimeoutMS: ANSWER_WITHIN_MS });
  try {
    const admin = (await client.connect()).db().admin();
    const [hello, build] = await Promise.all([admin.command({ hello: 1 }), admin.command({ buildInfo: 1 })]);
    const version = String(build['version']);
    const set = hello['setName'] as string | undefined;
    return [
      { what: 'MongoDB', state: 'good', found: { en: `answers, database ${client.db().databaseName}`, fr: `répond, base ${client.db().databaseName}` } },
      Number(version.split('.')[0]) >= OLDEST_MONGODB
        ? { what: 'MongoDB version', state: 'good', found: same(version) }
        : { what: 'MongoDB version', state: 'bad', found: same(version), mend: { en: `Relais needs MongoDB ${OLDEST_MONGODB} or later.`, fr: `Relais demande MongoDB ${OLDEST_MONGODB} ou plus récent.` } },
      set === undefined
        ? { what: 'MongoDB replica set', state: 'bad', found: { en: 'none: transactions are impossible', fr: 'aucun : les transactions sont impossibles' }, mend: { en: 'Start mongod with --replSet rs0 and run rs.initiate() once; a set of one node is enough to begin.', fr: 'Démarrez mongod avec --replSet rs0 et exécutez rs.initiate() une fois ; un seul nœud suffit pour commencer.' } }
        : { what: 'MongoDB replica set', state: 'good', found: same(set) },
    ];
  } catch (error) {
    return [{ what: 'MongoDB', state: 'bad', found: unreachable(error), mend: { en: 'Start MongoDB, or correct MONGODB_URI. To try Relais without one: npm run services.', fr: 'Démarrez MongoDB ou corrigez MONGODB_URI. Pour essayer Relais sans : npm run services.' } }];
  } finally {
    await client.close();
  }
}

export async function checkRedis(environment: Environment): Promise<Finding[]> {
  const redis = new Redis(environment.REDIS_URL, { lazyConnect: true, connectTimeout: ANSWER_WITHIN_MS, maxRetriesPerRequest: 0, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const [server, memory, persistence] = await Promise.all([redis.info('server'), redis.info('memory'), redis.info('persistence')]);
    const policy = valueOf(memory, 'maxmemory_policy');
    return [
      { what: 'Redis', state: 'good', found: { en: `answers, version ${valueOf(server, 'redis_version')}`, fr: `répond, version ${valueOf(server, 'redis_version')}` } },
      policy === 'noeviction'
        ? { what: 'Redis maxmemory-policy', state: 'good', found: same(policy) }
        : { what: 'Redis maxmemory-policy', state: 'bad', found: same(policy), mend: { en: 'Set maxmemory-policy noeviction: any other may throw waiting jobs away.', fr: 'Réglez maxmemory-policy sur noeviction : toute autre valeur peut jeter des tâches en attente.' } },
      valueOf(persistence, 'aof_enabled') === '1'
        ? { what: 'Redis append-only file', state: 'good', found: { en: 'on', fr: 'actif' } }
        : { what: 'Redis append-only file', state: 'warning', found: { en: 'off', fr: 'inactif' }, mend: { en: 'Set appendonly yes. Without it a restart loses waiting jobs; Relais finds them again in MongoDB, a little later.', fr: 'Réglez appendonly yes. Sans cela un redémarrage perd les tâches en attente ; Relais les retrouve dans MongoDB, un peu plus tard.' } },
    ];
  } catch (error) {
    return [{ what: 'Redis', state: 'bad', found: unreachable(error), mend: { en: 'Start Redis, or correct REDIS_URL.', fr: 'Démarrez Redis ou corrigez REDIS_URL.' } }];
  } finally {
    redis.disconnect();
  }
}

export async function checkMail(environment: Environment): Promise<Finding[]> {
  const server = new MailServer(environment);
  try {
    await server.answers();
    return [{ what: 'SMTP', state: 'good', found: { en: 'answers', fr: 'répond' } }];
  } catch (error) {
    return [{ what: 'SMTP', state: 'bad', found: unreachable(error), mend: { en: 'Start the mail server, or correct SMTP_URL (name and password go into it: smtps://user:password@host:465).', fr: 'Démarrez le serveur de messagerie ou corrigez SMTP_URL (avec nom et mot de passe : smtps://nom:motdepasse@hôte:465).' } }];
  } finally {
    server.onApplicationShutdown();
  }
}

function valueOf(info: string, name: string): string {
  return new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? '';
}

function unreachable(error: unknown): Text {
  const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  return { en: `does not answer (${reason})`, fr: `ne répond pas (${reason})` };
}
