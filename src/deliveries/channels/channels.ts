import { Injectable } from '@nestjs/common';

import { Environment } from '../../config/environment.js';
import { channelIsNotSetUp } from '../deliveries.errors.js';
import type { Delivery } from '../delivery.schema.js';
import type { Channel, ChannelName, ChannelRun } from './channel.js';
import { HttpChannel } from './http-channel.js';
import { SmtpChannel } from './smtp-channel.js';

/** The table of channels: a new one is a class and a line here. */
@Injectable()
export class Channels {
  private readonly channels: { [N in ChannelName]: Channel & { name: N } };

  constructor(
    smtp: SmtpChannel,
    http: HttpChannel,
    private readonly environment: Environment,
  ) {
    this.channels = { smtp, http };
  }

  /** @param field where the channel stands in the body, `channel` @throws DomainError `invalid-fields` where nothing is set up for it */
  refuseWhereNotSetUp(field: string, channel: ChannelName | undefined): void {
    if (channel === 'http' && this.environment.HTTP_SENDER_URL === undefined) throw channelIsNotSetUp(field);
  }

  start(run: Delivery): ChannelRun {
    return this.channels[run.channel].start(run);
  }

  all(): readonly Channel[] {
    return Object.values(this.channels);
  }
}
