import { Injectable, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

import type { Channel } from '../deliveries/channels/channel.js';
import { Channels } from '../deliveries/channels/channels.js';
import { SystemFigures } from './system-figures.js';
import { VitalSigns } from './vital-signs.js';

const OF_ALL = '(of the whole installation: take the maximum over processes, not the sum)';

/** What Prometheus reads: this process's own figures, and those of the installation, read when asked. */
@Injectable()
export class Metrics {
  private readonly logger = new Logger(Metrics.name);
  // A registry of its own: two applications in one process (tests) must not share one.
  private readonly registry = new Registry();
  private readonly up = this.gauge('relais_service_up', 'Whether a service answers this process: 1 or 0', ['service']);
  private readonly jobs = this.gauge('relais_queue_jobs', `Jobs by queue and state ${OF_ALL}`, ['queue', 'state']);
  private readonly cancellations = this.gauge('relais_cancellations_running', `Cancellations whose cascade is not finished ${OF_ALL}`);
  private readonly outboxWaiting = this.gauge('relais_outbox_waiting', `Committed events not yet published, counted to 10000 ${OF_ALL}`);
  private readonly outboxOldest = this.gauge('relais_outbox_oldest_seconds', `Age of the oldest event not yet published ${OF_ALL}`);
  private readonly messages = this.gauge('relais_messages', `Messages of all deliveries by state ${OF_ALL}`, ['state']);

  private readonly unanswered = this.gauge('relais_channel_unanswered', 'Messages of this process handed over and not answered, by channel', ['channel']);
  private readonly connections = this.gauge('relais_channel_connections', 'Connections of this process, by channel', ['channel']);

  constructor(
    private readonly modules: ModuleRef,
    private readonly figures: SystemFigures,
    private readonly signs: VitalSigns,
  ) {
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** Prometheus text. A service that does not answer leaves its figures out and says 0 in `relais_service_up`. */
  async text(): Promise<string> {
    const [mongodb, redis] = await Promise.all([this.signs.mongodb(), this.signs.redisAnswers()]);
    this.up.set({ service: 'mongodb' }, mongodb.state === 'up' ? 1 : 0);
    this.up.set({ service: 'redis' }, redis.state === 'up' ? 1 : 0);
    for (const gauge of [this.jobs, this.messages]) gauge.reset();
    this.readChannels();
    await Promise.all([redis.state === 'up' ? this.read('queues', () => this.readQueues()) : undefined, mongodb.state === 'up' ? this.read('records', () => this.readRecords()) : undefined]);
    return this.registry.metrics();
  }

  private readChannels(): void {
    for (const channel of this.channels()) {
      const { unanswered, connections } = channel.figures();
      this.unanswered.set({ channel: channel.name }, unanswered);
      this.connections.set({ channel: channel.name }, connections);
    }
  }

  /** An application made of some of the rooms has none: asking for them there is an error of Nest's. */
  private channels(): readonly Channel[] {
    try {
      return this.modules.get(Channels, { strict: false }).all();
    } catch {
      return [];
    }
  }

  private async readQueues(): Promise<void> {
    for (const { queue, counts } of await this.figures.queues()) {
      for (const [state, count] of Object.entries(counts)) this.jobs.set({ queue, state }, count);
    }
  }

  private async readRecords(): Promise<void> {
    const [running, outbox, messages] = await Promise.all([this.figures.cancellationsRunning(), this.figures.outbox(), this.figures.messages()]);
    this.cancellations.set(running);
    this.outboxWaiting.set(outbox.waiting);
    this.outboxOldest.set(outbox.oldestSeconds);
    for (const [state, count] of Object.entries(messages)) this.messages.set({ state }, count);
  }

  private async read(what: string, work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => this.logger.warn(`${what} could not be counted: ${error instanceof Error ? error.message : String(error)}`));
  }

  private gauge(name: string, help: string, labelNames: string[] = []): Gauge {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }
}
