import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { EntitiesModule } from '../entities/entities.module.js';
import { registerQueue } from '../messaging/register-queue.js';
import { ProcessesModule } from '../processes/processes.module.js';
import { RecipientsModule } from '../recipients/recipients.module.js';
import { ChannelRates, channelRateSchema } from './channels/channel-rates.js';
import { Channels } from './channels/channels.js';
import { HttpChannel } from './channels/http-channel.js';
import { SmtpChannel } from './channels/smtp-channel.js';
import { CampaignDeliveries } from './campaign-deliveries.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveryEnds, ReachedPort } from './deliveries.ports.js';
import { DeliveriesProcessor } from './deliveries.processor.js';
import { DeliveriesQueries } from './deliveries.queries.js';
import { deliveriesQueue } from './deliveries.queue.js';
import { DeliveriesReconciler } from './deliveries.reconciler.js';
import { DeliveriesService } from './deliveries.service.js';
import { deliverySchema } from './delivery.schema.js';
import { DeliveryFigures } from './delivery-figures.js';
import { DeliveryFilling } from './delivery-filling.js';
import { DeliveryHalts } from './delivery-halts.js';
import { DeliveryLane } from './delivery-lane.js';
import { DeliveryLetters } from './delivery-letters.js';
import { DeliveryRuns } from './delivery-runs.js';
import { DeliveryStarts } from './delivery-starts.js';
import { LaneTurns } from './lane-turns.js';
import { MessageLedger } from './message-ledger.js';
import { messageSchema } from './message.schema.js';
import { RunWatches } from './run-watch.js';
import { WindowSending } from './window-sending.js';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'Delivery', schema: deliverySchema },
      { name: 'Message', schema: messageSchema },
      { name: 'ChannelRate', schema: channelRateSchema },
    ]),
    registerQueue(deliveriesQueue),
    CampaignsModule,
    ProcessesModule,
    EntitiesModule,
    RecipientsModule,
  ],
  controllers: [DeliveriesController],
  providers: [
    DeliveriesService,
    DeliveriesQueries,
    DeliveryFigures,
    DeliveryStarts,
    DeliveryHalts,
    DeliveryRuns,
    DeliveryFilling,
    DeliveryLane,
    DeliveryLetters,
    LaneTurns,
    WindowSending,
    Channels,
    SmtpChannel,
    HttpChannel,
    ChannelRates,
    RunWatches,
    DeliveriesProcessor,
    DeliveriesReconciler,
    MessageLedger,
    DeliveryEnds,
    ReachedPort,
    CampaignDeliveries,
  ],
  exports: [Channels, DeliveriesService, DeliveriesQueries, DeliveryStarts, DeliveryHalts, MessageLedger, DeliveryEnds, ReachedPort, MongooseModule],
})
export class DeliveriesModule {}
