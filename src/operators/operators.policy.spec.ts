import { DomainError } from '../errors/domain-error.js';
import type { Actor } from './actor.js';
import { demand, may } from './operators.policy.js';

const admin: Actor = { email: 'a@relais.example', name: 'A', role: 'admin', entity: null, locale: 'en' };
const central: Actor = { ...admin, email: 'c@relais.example', role: 'central' };
const local: Actor = { ...admin, email: 'l@relais.example', role: 'local', entity: 'OU1' };

// Transcribed from *Who may do what* of the domain: thing, verb, then what admin, central and local may
// do to a thing of the local operator's entity and to one of another. y: yes, f: forbidden, h: hidden.
const MATRIX = `
operators      read   y y y h
operators      write  y f f h
entities       read   y y y h
entities       write  y f f h
recipients     read   y y y h
recipients     write  y y f h
packages       write  y y f h
packages       steer  y y f h
packages       decide y y f h
orders         read   y y y h
orders         write  y y y h
orders         decide y y f h
campaigns      read   y y y h
campaigns      write  y y f h
workflows      read   y y y h
workflows      steer  y y f h
deliveries     read   y y y h
deliveries     steer  y y f h
notifications  read   y y y h
notifications  steer  y y f h
cancellations  read   y y h h
cancellations  steer  y y h h
journal        read   y y y h
queues         read   y y h h
queues         steer  y f h h
`
  .trim()
  .split('\n')
  .map((line) => line.split(/\s+/));

describe.each(MATRIX)('%s, %s', (kind, verb, byAdmin, byCentral, byLocalOfOwn, byLocalOfOthers) => {
  test.each([
    ['admin', admin, 'OU1', byAdmin],
    ['central', central, 'OU1', byCentral],
    ['local, own entity', local, 'OU1', byLocalOfOwn],
    ['local, another entity', local, 'OU2', byLocalOfOthers],
  ] as const)('%s', (_who, actor, owner, expected) => {
    expect(answer(() => demand(actor, kind as 'orders', verb as 'read', 'X1', owner))).toBe(expected);
  });
});

test('API keys: central reads its own only, nobody but an admin makes or revokes one', () => {
  expect(may(central, 'api-keys', 'read', 'c@relais.example')).toBe(true);
  expect(may(central, 'api-keys', 'read', 'a@relais.example')).toBe(false);
  expect(may(central, 'api-keys', 'write', 'c@relais.example')).toBe(false);
  expect(may(local, 'api-keys', 'read', 'l@relais.example')).toBe(false);
  expect(may(admin, 'api-keys', 'write', 'c@relais.example')).toBe(true);
});

function answer(ask: () => void): string {
  try {
    ask();
    return 'y';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.kind === 'not-found' ? 'h' : 'f';
  }
}
