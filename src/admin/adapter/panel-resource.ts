import { Resource as MongooseResource } from '@adminjs/mongoose';
import { BaseRecord, ForbiddenError, NotFoundError, type Filter, type ParamsType } from 'adminjs';
import type { Model } from 'mongoose';

import { filterQuery, type FilterKinds } from './filter-query.js';
import { PanelProperty } from './panel-property.js';

type Document = Record<string, unknown> & { _id: string };

export interface PanelResourceSettings {
  /** Name in the panel's addresses: `packages`. */
  id: string;
  model: Model<Document>;
  /** The fields AdminJS may see. Never a secret; no status where reading it raw would not be the truth. */
  fields: readonly string[];
  filters: FilterKinds;
  /** Newest first, on an index. */
  sort: Record<string, 1 | -1>;
  now: () => Date;
}

const COUNTED_TO = 10_000;
const MOST = 200;

/**
 * A room's records for AdminJS's frame: only reads, exact filters on their index, counts that stop at 10,000, newest
 * first. Nothing is ever written here: screens send commands to the HTTP API, so that rights, versions, lifecycle
 * and journal hold whatever the door.
 */
export class PanelResource extends MongooseResource {
  readonly #settings: PanelResourceSettings;

  constructor(settings: PanelResourceSettings) {
    super(settings.model);
    this.#settings = settings;
  }

  override id(): string {
    return this.#settings.id;
  }

  override properties(): PanelProperty[] {
    const { model, fields } = this.#settings;
    return ['_id', ...fields].flatMap((field, position) => {
      const path = model.schema.path(field);
      return path ? [new PanelProperty(path as unknown as ConstructorParameters<typeof PanelProperty>[0], position)] : [];
    });
  }

  // AdminJS asks for properties that are not there (`id`) and takes null; its adapter's types forget that.
  override property(name: string): PanelProperty {
    return (this.properties().find((property) => property.path() === name) ?? null) as PanelProperty;
  }

  override async count(filter: Filter): Promise<number> {
    return this.#settings.model.countDocuments(this.#query(filter), { limit: COUNTED_TO });
  }

  override async find(filter: Filter, { limit = 20, offset = 0 }: { limit?: number; offset?: number }): Promise<BaseRecord[]> {
    const { model, sort } = this.#settings;
    const found = await model
      .find(this.#query(filter), this.#projection())
      .sort(sort)
      .skip(Math.min(offset, COUNTED_TO))
      .limit(Math.min(limit, MOST))
      .lean<Document[]>();
    return found.map((document) => this.#record(document));
  }

  override async findOne(id: string): Promise<BaseRecord> {
    const document = await this.#settings.model.findById(String(id), this.#projection()).lean<Document>();
    if (document === null) throw new NotFoundError(`There is no ${String(id)}.`, 'PanelResource#findOne');
    return this.#record(document);
  }

  override async findMany(ids: (string | number)[]): Promise<BaseRecord[]> {
    const found = await this.#settings.model
      .find({ _id: { $in: ids.slice(0, MOST).map(String) } }, this.#projection())
      .lean<Document[]>();
    return found.map((document) => this.#record(document));
  }

  override create(): Promise<ParamsType> {
    return this.#refuse();
  }

  override update(): Promise<ParamsType> {
    return this.#refuse();
  }

  override delete(): Promise<void> {
    return this.#refuse();
  }

  #query(filter: Filter): Record<string, unknown> {
    const asked = filter.reduce<Record<string, unknown>>((all, { path, value }) => ({ ...all, [path]: value }), {});
    return filterQuery(asked, this.#settings.filters, this.#settings.now());
  }

  #projection(): Record<string, 1> {
    return Object.fromEntries(['_id', ...this.#settings.fields].map((field) => [field, 1]));
  }

  /** Plain JSON, as AdminJS flattens it: dates as text, no driver's classes. */
  #record(document: Document): BaseRecord {
    return new BaseRecord(JSON.parse(JSON.stringify(document)) as ParamsType, this);
  }

  #refuse(): Promise<never> {
    return Promise.reject(new ForbiddenError('Changes go through the HTTP API.'));
  }
}
