import { figure, type Count } from './figures.js';

const n = (value: Count): string => figure(value, 'en');

// prettier-ignore
export const dashboardEn = {
  byDay: 'Orders by day', span: (from: string, to: string) => `${from} to ${to}`, placed: (count: number) => `placed (${n(count)})`, canceled: (count: number) => `canceled (${n(count)})`, day: 'Day', placedHead: 'Placed', canceledHead: 'Canceled',
  urgent: (shown: number, areAll: boolean) => (areAll ? `${n(shown)}, most urgent first` : `the ${n(shown)} most urgent`),
  cascade: (done: number, total: number) => `Canceled for all, the cascade still runs: ${n(done)} of ${n(total)} steps`, pausedBy: (why: string) => `Delivery paused: ${why}`, paused: 'Delivery paused', yours: (who: string) => `Waits for your approval, asked by ${who}`, yoursToo: 'Waits for your approval', waitsOrders: (count: number) => `${n(count)} orders still await approval`, see: 'See the orders', look: 'Look', left: (time: string) => `${time} left`,
  sums: (running: Count, paused: Count, rate: number | null) => `${n(running)} running, ${n(paused)} paused${rate === null ? '' : `, ${n(rate)}/s in all`}`,
};
export type DashboardTexts = typeof dashboardEn;
