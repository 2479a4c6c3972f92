import { type CustomDecorator, SetMetadata } from '@nestjs/common';

export const OPEN = 'relais:open';

/** A route that answers anybody (health, metrics). Every other one asks for a credential. */
export function Open(): CustomDecorator {
  return SetMetadata(OPEN, true);
}
