import { Injectable } from '@nestjs/common';

import { noBody } from '../campaigns/campaign.requests.js';
import { CampaignAnswers } from '../campaigns/campaign-answers.js';
import { CampaignSteering, PROCESS_COMMANDS } from '../campaigns/campaign-steering.js';
import { DeliveriesService } from '../deliveries/deliveries.service.js';
import { processComment } from '../deliveries/delivery.requests.js';
import { deliveryView } from '../deliveries/delivery.view.js';
import { workflowView } from '../workflows/workflow.view.js';
import { WorkflowsService } from '../workflows/workflows.service.js';
import { command, type InboundCommand } from './command.js';

/** Start, pause, resume and stop. */
@Injectable()
export class ProcessCommands {
  constructor(
    private readonly steering: CampaignSteering,
    private readonly answers: CampaignAnswers,
    private readonly workflows: WorkflowsService,
    private readonly deliveries: DeliveriesService,
  ) {}

  all(): Record<string, InboundCommand> {
    const { steering, answers, workflows, deliveries } = this;
    return Object.fromEntries(
      PROCESS_COMMANDS.flatMap((verb): [string, InboundCommand][] => [
        // Each process by itself: running it again takes up those that a dead worker left.
        [`campaign.${verb}`, command({ target: 'campaign', kind: 'campaign', body: noBody, run: async (actor, { code }) => answers.steered(actor, await steering.steer(actor, code, verb)) })],
        [
          `workflow.${verb}`,
          command({
            target: 'workflow',
            kind: 'workflow',
            body: processComment,
            run: async (actor, { code, body }) => workflowView(await workflows[verb](actor, code, body.comment ?? null), actor),
            present: async (actor, code) => workflowView(await workflows.get(actor, code), actor),
          }),
        ],
        [
          `delivery.${verb}`,
          command({
            target: 'delivery',
            kind: 'delivery',
            body: processComment,
            run: async (actor, { code, body }) => deliveryView(await deliveries[verb](actor, code, body.comment ?? null), actor),
            present: async (actor, code) => deliveryView(await deliveries.get(actor, code), actor),
          }),
        ],
      ]),
    );
  }
}
