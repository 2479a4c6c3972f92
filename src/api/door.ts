import type { z } from 'zod';

/** What the decorators of a route's parameters tell about it, for the API's description. */
export interface Door {
  body?: z.ZodType;
  parameters?: z.ZodType;
  ifMatch?: true;
}

const DOOR = 'relais:door';

export function noteDoor(controller: object, method: string | symbol | undefined, facts: Door): void {
  if (method === undefined) return;
  Reflect.defineMetadata(DOOR, { ...doorOf(controller, method), ...facts }, controller, method);
}

/** @param controller the prototype of a controller */
export function doorOf(controller: object, method: string | symbol): Door {
  return (Reflect.getMetadata(DOOR, controller, method) as Door | undefined) ?? {};
}
