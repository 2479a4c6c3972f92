import session from 'express-session';
import MongoStore from 'connect-mongo';
import type { RequestHandler } from 'express';

declare module 'express-session' {
  interface SessionData {
    /** E-mail of the operator who signed in; the HTTP API's guard reads it too. */
    operator?: string;
  }
}

export const SESSION_COOKIE = 'relais.sid';
const WORKING_DAY_SECONDS = 12 * 60 * 60;

export interface SessionSettings {
  secret: string;
  /** The application's own connection to MongoDB. */
  client: NonNullable<Parameters<typeof MongoStore.create>[0]['client']>;
  /** Name of the database that keeps the sessions. */
  database: string;
  /** True where the public address is https: the cookie then never travels in the clear. */
  secure: boolean;
}

/**
 * The one session of the application, for panel, Bull Board and the HTTP API alike. Installed before the
 * controllers; kept in MongoDB, so that any API process answers for a session another one opened.
 */
export function sessionHandler(settings: SessionSettings): RequestHandler {
  const store = MongoStore.create({
    client: settings.client,
    dbName: settings.database,
    collectionName: 'sessions',
    ttl: WORKING_DAY_SECONDS,
    touchAfter: 60,
  });
  return session({
    name: SESSION_COOKIE,
    secret: settings.secret,
    store,
    resave: false,
    // TLS ends at the proxy in front; what it says of the protocol only decides whether the cookie may be set.
    proxy: settings.secure,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: settings.secure, maxAge: WORKING_DAY_SECONDS * 1000, path: '/' },
  });
}
