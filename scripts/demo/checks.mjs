import { inLocale } from '../say.mjs';

const LEAST_ORDERS = 200;

/** What the report must show. @returns the failed checks, each as one sentence; none: all is well */
export function failedChecks(report) {
  const step = (name) => report.steps.find((one) => one.name === name) ?? { total: 0, done: 0, state: 'missing' };
  const adds = ({ toDeliver, sent, failed, canceled, uncertain }) => sent + failed + canceled + uncertain === toDeliver;
  const stopped = report.deliveries.filter(({ stoppedAt, sent, canceled }) => stoppedAt !== null && sent > 0 && canceled > 0);
  const { deliveries, cancellation, duplicates } = report.mail;
  const names = [report.processes.api, ...report.processes.workers];
  const checks = [
    [report.state === 'finished', `the cascade is ${report.state}`, `la cascade est ${report.state}`],
    [report.steps.length === 5 && report.steps.every(({ state, total, done }) => state === 'done' && total === done), 'a step is not done', 'une étape n’est pas terminée'],
    [step('orders').done >= LEAST_ORDERS, `only ${step('orders').done} orders were canceled`, `seules ${step('orders').done} commandes ont été annulées`],
    [report.workflows.filter(({ stoppedAt }) => stoppedAt !== null).length >= 2, 'fewer than two workflows were stopped', 'moins de deux workflows ont été arrêtés'],
    [stopped.length >= 2, `only ${stopped.length} deliveries were stopped in the middle of their work`, `seules ${stopped.length} diffusions ont été arrêtées en cours d’envoi`],
    [report.deliveries.every((delivery) => adds(delivery) && delivery.entities.every(adds)), 'figures of a delivery do not add up', 'les chiffres d’une diffusion ne s’additionnent pas'],
    [deliveries.received === deliveries.sent, `${deliveries.sent} messages sent, ${deliveries.received} received`, `${deliveries.sent} messages envoyés, ${deliveries.received} reçus`],
    [cancellation.received === cancellation.addresses, `${cancellation.addresses} addresses to tell, ${cancellation.received} cancellation mails received`, `${cancellation.addresses} adresses à prévenir, ${cancellation.received} courriels d’annulation reçus`],
    [duplicates === 0, `${duplicates} mails came twice`, `${duplicates} courriels sont arrivés deux fois`],
    [new Set(names).size === names.length, 'API and workers are not different processes', 'l’API et les workers ne sont pas des processus différents'],
  ];
  return checks.filter(([holds]) => !holds).map(([, en, fr]) => inLocale(en, fr));
}
