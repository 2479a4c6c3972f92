import { randomBytes, scrypt as scryptWithCallback, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const scrypt = promisify(scryptWithCallback) as (password: string, salt: string, length: number) => Promise<Buffer>;
const LENGTH = 64;

/** @returns `salt:hash`, hex, by scrypt with Node's default cost (16 MiB, tens of milliseconds). */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16).toString('hex');
  return `${salt}:${(await scrypt(password, salt, LENGTH)).toString('hex')}`;
}

/** Compares in constant time; an account without a password takes as long to refuse as one with. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [salt = 'none', hash = ''] = (stored ?? '').split(':');
  const given = await scrypt(password, salt, LENGTH);
  const known = Buffer.from(hash, 'hex');
  return known.length === given.length && timingSafeEqual(known, given);
}
