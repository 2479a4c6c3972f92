import { hashPassword, passwordMatches } from './password.js';

test('a password matches its own hash and no other', async () => {
  const stored = await hashPassword('correct horse battery');

  expect(await passwordMatches('correct horse battery', stored)).toBe(true);
  expect(await passwordMatches('correct horse batterz', stored)).toBe(false);
});

test('nobody signs in to an account without a password', async () => {
  expect(await passwordMatches('', null)).toBe(false);
  expect(await passwordMatches('none', null)).toBe(false);
});

test('the same password is stored differently each time', async () => {
  expect(await hashPassword('correct horse battery')).not.toBe(await hashPassword('correct horse battery'));
});
