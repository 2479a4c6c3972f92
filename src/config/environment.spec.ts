import { EnvironmentError, readEnvironment } from './environment.js';

const COMPLETE = {
  MONGODB_URI: 'mongodb://127.0.0.1/relais',
  REDIS_URL: 'redis://127.0.0.1/0',
  SMTP_URL: 'smtp://127.0.0.1:1025',
  SESSION_SECRET: 'a secret that is long enough for a session',
};

test('what is given is read, what is not has its default', () => {
  const environment = readEnvironment({ ...COMPLETE, PORT: '8080' });

  expect(environment.PORT).toBe(8080);
  expect(environment.HOST).toBe('127.0.0.1');
  expect(environment.RELAIS_ROLES).toEqual(['api', 'worker']);
  expect(environment.RELAIS_SELF_APPROVAL).toBe(false);
  expect(environment.RELAIS_TIME_ZONE).toBe(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  expect(readEnvironment({ ...COMPLETE, RELAIS_TIME_ZONE: 'Indian/Reunion' }).RELAIS_TIME_ZONE).toBe('Indian/Reunion');
});

test.each([
  ['PORT', 'eighty'],
  ['PORT', '70000'],
  ['MONGODB_URI', 'postgres://127.0.0.1/relais'],
  ['REDIS_URL', '127.0.0.1:6379'],
  ['SMTP_URL', 'http://127.0.0.1'],
  ['SESSION_SECRET', 'short'],
  ['RELAIS_ROLES', 'api,boss'],
  ['RELAIS_ROLES', ','],
  ['RELAIS_ADMIN_EMAIL', 'nobody'],
  ['RELAIS_ADMIN_API_KEY', 'short'],
  ['RELAIS_SELF_APPROVAL', 'yes'],
  ['RELAIS_LOCALE', 'de'],
  ['RELAIS_TIME_ZONE', 'Europe/Lutetia'],
  ['RELAIS_TIME_ZONE', '+01:00'],
  ['LOG_LEVEL', 'loud'],
])('a wrong %s is named, and its value is not repeated', (name, value) => {
  const read = () => readEnvironment({ ...COMPLETE, [name]: value });

  expect(read).toThrow(EnvironmentError);
  expect(read).toThrow(new RegExp(`\\n  ${name} `));
  expect(read).not.toThrow(`"${value}"`);
});

test('every missing address is named at once', () => {
  expect(() => readEnvironment({ SESSION_SECRET: COMPLETE.SESSION_SECRET })).toThrow(/MONGODB_URI is missing[\s\S]*REDIS_URL is missing[\s\S]*SMTP_URL is missing/);
});

test('an empty variable counts as missing', () => {
  expect(() => readEnvironment({ ...COMPLETE, REDIS_URL: '' })).toThrow('REDIS_URL is missing');
});
