import { domainToASCII } from 'node:url';

/** A label may hold line breaks; a header must not: what follows one would be a header of its own. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** The bare address of `Name <address>`. */
export function bareAddress(sender: string): string {
  return (/<([^<>]+)>\s*$/.exec(sender)?.[1] ?? sender).trim();
}

/** The name of `Name <address>`; null where there is none. */
export function displayName(sender: string): string | null {
  const name = /^(.*)<[^<>]+>\s*$/.exec(sender)?.[1]?.trim().replace(/^"|"$/g, '') ?? '';
  return name === '' ? null : name;
}

/** An address as a header holds it: its domain in ASCII. */
export function addressInHeader(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  return oneLine(`${address.slice(0, at + 1)}${domainToASCII(domain) || domain}`);
}
