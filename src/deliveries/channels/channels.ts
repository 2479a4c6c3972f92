import { Injectable } from '@nestjs/common';

import type { Delivery } from '../delivery.schema.js';
import type { Channel, ChannelName, ChannelRun } from './channel.js';
import { HttpChannel } from './http-channel.js';
import { SmtpChannel } from './smtp-channel.js';

/** The table of channels: a new one is a class and a line here. */
@Injectable()
export class Channels {
  private readonly channels: { [N in ChannelName]: Channel & { name: N } };

  constructor(smtp: SmtpChannel, http: HttpChannel) {
    this.channels = { smtp, http };
  }

  start(run: Delivery): ChannelRun {
    return this.channels[run.channel].start(run);
  }

  all(): readonly Channel[] {
    return Object.values(this.channels);
  }
}
