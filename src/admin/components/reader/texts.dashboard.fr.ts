import { figure, type Count } from './figures.js';
import type { DashboardTexts } from './texts.dashboard.en.js';

const n = (value: Count): string => figure(value, 'fr');

// prettier-ignore
export const dashboardFr: DashboardTexts = {
  byDay: 'Commandes par jour', span: (from, to) => `du ${from} au ${to}`, placed: (count) => `passées (${n(count)})`, canceled: (count) => `annulées (${n(count)})`, day: 'Jour', placedHead: 'Passées', canceledHead: 'Annulées',
  urgent: (shown, areAll) => (areAll ? `${n(shown)}, le plus urgent d’abord` : `les ${n(shown)} plus urgents`),
  cascade: (done, total) => `Annulé pour tous, la cascade court encore\u00a0: ${n(done)} étapes sur ${n(total)}`, pausedBy: (why) => `Diffusion en pause\u00a0: ${why}`, paused: 'Diffusion en pause', yours: (who) => `Attend votre validation, demandée par ${who}`, yoursToo: 'Attend votre validation', waitsOrders: (count) => `${n(count)} commandes attendent encore une validation`, see: 'Voir les commandes', look: 'Examiner', left: (time) => `reste ${time}`,
  sums: (running, paused, rate) => `${n(running)} en cours, ${n(paused)} en pause${rate === null ? '' : `, ${n(rate)}/s en tout`}`,
};
