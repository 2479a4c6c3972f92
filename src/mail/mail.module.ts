import { Global, Module } from '@nestjs/common';

import { MailServer } from './mail-server.js';

/** The one way out to the mail server, for deliveries and notifications alike. */
@Global()
@Module({ providers: [MailServer], exports: [MailServer] })
export class MailModule {}
