import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';

import { Caller } from '../api/caller.js';
import { Described } from '../api/described.js';
import { ListParameters } from '../api/list-parameters.js';
import { ValidBody } from '../api/valid-body.js';
import type { Actor } from '../operators/actor.js';
import type { Page } from '../storage/page.js';
import { noBody, type NotificationList, notificationListParameters } from './notification.requests.js';
import { notificationView, type NotificationView } from './notification.view.js';
import { type NotificationCounts, NotificationsQueries } from './notifications.queries.js';
import { Resend } from './resend.js';

@Controller('api/v1/notifications')
export class NotificationsController {
  constructor(
    private readonly queries: NotificationsQueries,
    private readonly resending: Resend,
  ) {}

  @Get()
  @Described({ summary: 'List notifications: who was owed which mail, with its proof or last error', parameters: notificationListParameters })
  async list(@Caller() actor: Actor, @ListParameters(notificationListParameters) query: NotificationList): Promise<Page<NotificationView> & { counts?: NotificationCounts }> {
    const page = await this.queries.list(actor, query);
    return { ...page, items: page.items.map((notification) => notificationView(actor, notification)) };
  }

  @Get(':id')
  @Described({ summary: 'Read a notification' })
  async read(@Caller() actor: Actor, @Param('id') id: string): Promise<NotificationView> {
    const notification = await this.queries.get(actor, id);
    return notificationView(actor, notification, await this.resending.whyNot(notification));
  }

  @Post(':id/resend')
  @HttpCode(202)
  @Described({ summary: 'Send a settled notification once more; how it ended before is kept', body: noBody, refusals: [409] })
  async resend(@Caller() actor: Actor, @Param('id') id: string, @ValidBody(noBody) _nothing: object): Promise<NotificationView> {
    return notificationView(actor, await this.resending.resend(actor, id));
  }
}
