import { Property as MongooseProperty } from '@adminjs/mongoose';
import type { PropertyType } from 'adminjs';

/** A field as AdminJS shows it. Its own property reads `caster`, which mongoose 9 no longer has, and breaks on lists and parts. */
export class PanelProperty extends MongooseProperty {
  override isArray(): boolean {
    return this.mongoosePath.instance === 'Array';
  }

  override type(): PropertyType {
    const types: Partial<Record<string, PropertyType>> = { Boolean: 'boolean', Number: 'number', Date: 'datetime' };
    return (this.isArray() ? undefined : types[this.mongoosePath.instance]) ?? 'string';
  }

  override reference(): string | null {
    return null;
  }

  override subProperties(): MongooseProperty[] {
    return [];
  }

  override isEditable(): boolean {
    return false;
  }

  override isSortable(): boolean {
    return false;
  }
}
