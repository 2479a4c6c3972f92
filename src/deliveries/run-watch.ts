import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { type Hint, Hints } from '../messaging/hints.js';
import { type GateSays, patienceAfter } from './channels/channel.js';
import type { Delivery } from './delivery.schema.js';

/** What runs waits so long for a stop that was announced. One that never comes costs this much, once. */
const HOLD_MS = 1_000;

/** One lane's eye on its run: whether the next message may still leave. */
export class RunWatch {
  private readonly abort = new AbortController();
  readonly patience = patienceAfter(this.abort.signal);
  /** A hint came: nothing leaves until the record was read again. */
  private doubt: Promise<void> | null = null;
  private goOn: () => void = () => undefined;

  constructor(
    readonly run: Delivery,
    private readonly excluded: Set<string>,
    private readonly read: () => Promise<Pick<Delivery, 'status' | 'epoch' | 'excludedEntities'> | null>,
  ) {}

  get signal(): AbortSignal {
    return this.abort.signal;
  }

  get isOver(): boolean {
    return this.abort.signal.aborted;
  }

  end(): void {
    this.abort.abort();
  }

  /** What a write on the run answered: the fence it still has, or not. */
  note(delivery: Pick<Delivery, 'status' | 'epoch' | 'excludedEntities'> | null): void {
    if (delivery === null || delivery.status !== 'running' || delivery.epoch !== this.run.epoch) this.end();
    // It only grows: a late answer must not take an entity in again.
    else delivery.excludedEntities.forEach((entity) => this.excluded.add(entity));
  }

  /** The stop gate's last look before a message: `stop`: the run is over; `skip`: its entity is out. */
  gate(entity: string): GateSays | Promise<GateSays> {
    if (this.doubt !== null) return this.doubt.then(() => this.gate(entity));
    if (this.isOver) return 'stop';
    return this.excluded.has(entity) ? 'skip' : 'go';
  }

  hear(hint: Hint): void {
    const isOurs = 'process' in hint ? hint.process === this.run._id : hint.package === this.run.package && hint.cycle === this.run.cycle;
    if (!isOurs) return;
    if (hint.hold === true) this.hold();
    // The cycle is closed for good: no look is needed.
    else if ('package' in hint) this.end();
    else this.lookAgain();
    if (hint.hold !== true) this.goOn();
  }

  /** A stop is about to be written: nothing leaves until it is heard of, or has not come. */
  private hold(): void {
    if (this.doubt !== null) return;
    let timer: NodeJS.Timeout | undefined;
    const heard = new Promise<void>((resolve) => {
      this.goOn = resolve;
      timer = setTimeout(resolve, HOLD_MS);
    });
    const doubt = heard.finally(() => {
      clearTimeout(timer);
      if (this.doubt === doubt) this.doubt = null;
    });
    this.doubt = doubt;
  }

  private lookAgain(): void {
    const doubt = this.read()
      .then(
        (delivery) => this.note(delivery),
        // Unreadable: the hint is believed.
        () => this.end(),
      )
      .finally(() => {
        if (this.doubt === doubt) this.doubt = null;
      });
    this.doubt = doubt;
  }
}

/** Every run that this process has in hand. */
@Injectable()
export class RunWatches implements OnModuleInit, OnModuleDestroy {
  private readonly watches = new Set<RunWatch>();

  constructor(
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    private readonly hints: Hints,
  ) {}

  onModuleInit(): void {
    this.hints.listen((hint) => this.watches.forEach((watch) => watch.hear(hint)));
  }

  /** Shutting down: what is in flight ends, what is unsent is given back for others. */
  onModuleDestroy(): void {
    this.watches.forEach((watch) => watch.end());
  }

  /** How many there are. */
  get count(): number {
    return this.watches.size;
  }

  open(run: Delivery): RunWatch {
    const watch = new RunWatch(run, new Set(run.excludedEntities), async () =>
      (await this.deliveries.findById(run._id, { status: 1, epoch: 1, excludedEntities: 1 }).lean()) as Pick<Delivery, 'status' | 'epoch' | 'excludedEntities'> | null,
    );
    this.watches.add(watch);
    return watch;
  }

  close(watch: RunWatch): void {
    this.watches.delete(watch);
  }
}
