import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { notFound } from '../errors/domain-error.js';
import type { Actor } from '../operators/actor.js';
import { demand, demandAny } from '../operators/operators.policy.js';
import { expectVersion } from '../storage/version.js';
import type { NewView, ViewPatch } from './view.requests.js';
import type { SavedView, ViewedList } from './view.schema.js';
import { expectUsable } from './viewed-lists.requests.js';
import { tooManyViews, viewNameTaken, VIEWS_MAX } from './views.errors.js';

const DUPLICATE_KEY = 11_000;

/** What is private is as if it did not exist to others, to administrators too. */
@Injectable()
export class ViewsService {
  constructor(
    @InjectModel('SavedView') private readonly views: Model<SavedView>,
    private readonly clock: Clock,
  ) {}

  /** One's own and the shared ones, by name: of one list, or of all. */
  async list(actor: Actor, list: ViewedList | undefined): Promise<SavedView[]> {
    demandAny(actor, 'views', 'read');
    const ofList = list === undefined ? {} : { list };
    const [own, shared] = await Promise.all([
      this.views.find({ owner: actor.email, ...ofList }).sort({ list: 1, name: 1 }).limit(VIEWS_MAX).lean(),
      this.views.find({ ...ofList, shared: true, owner: { $ne: actor.email } }).sort({ list: 1, name: 1 }).limit(VIEWS_MAX).lean(),
    ]);
    return [...own, ...shared];
  }

  async get(actor: Actor, id: string): Promise<SavedView> {
    const view = Types.ObjectId.isValid(id) ? await this.views.findById(id).lean() : null;
    if (view === null || (!view.shared && view.owner !== actor.email)) throw notFound(id);
    demand(actor, 'views', 'read', id, view.owner);
    return view;
  }

  async create(actor: Actor, body: NewView): Promise<SavedView> {
    demandAny(actor, 'views', 'write');
    expectUsable(body.list, body.query);
    if ((await this.views.countDocuments({ owner: actor.email, list: body.list })) >= VIEWS_MAX) throw tooManyViews();
    const now = this.clock.now();
    const view: SavedView = { _id: new Types.ObjectId(), ...body, owner: actor.email, version: 1, createdAt: now, modifiedAt: now };
    await this.named(body.name, () => this.views.create([view]));
    return view;
  }

  async edit(actor: Actor, id: string, version: number | undefined, patch: ViewPatch): Promise<SavedView> {
    const view = await this.writable(actor, id);
    expectUsable(view.list, patch.query ?? view.query);
    expectVersion(view.name, view.version, version);
    const updated = await this.named(patch.name ?? view.name, () =>
      this.views.findOneAndUpdate({ _id: view._id, version: view.version }, { $set: { ...patch, modifiedAt: this.clock.now() }, $inc: { version: 1 } }, { returnDocument: 'after' }).lean(),
    );
    // Somebody else was faster, or took it away.
    return updated ?? this.edit(actor, id, version, patch);
  }

  async delete(actor: Actor, id: string): Promise<void> {
    const view = await this.writable(actor, id);
    await this.views.deleteOne({ _id: view._id });
  }

  private async writable(actor: Actor, id: string): Promise<SavedView> {
    const view = await this.get(actor, id);
    demand(actor, 'views', 'write', id, view.owner);
    return view;
  }

  private async named<T>(name: string, write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if ((error as { code?: unknown }).code === DUPLICATE_KEY) throw viewNameTaken(name);
      throw error;
    }
  }
}
