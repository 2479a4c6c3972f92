import { Schema } from 'mongoose';

/** A nested object that is null until it is true (an approval, a lease): no id of its own. */
export function part(definition: Record<string, unknown>): Schema {
  return new Schema(definition as never, { _id: false });
}
