import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

/** What a chart is drawn from: one group of bars a day. */
export interface DayBars {
  days: { day: string; words: string; placed: number; canceled: number }[];
  names: { placed: string; canceled: string };
}

const HEIGHT = 300;

/** Orders placed and canceled, two bars a day; canceled is hatched, as in every bar of the panel. */
function OrdersChart({ days, names }: DayBars) {
  return (
    <ResponsiveContainer width="100%" height={HEIGHT}>
      <BarChart data={days} margin={{ top: 8, right: 8, bottom: 0, left: -16 }} barGap={2}>
        <defs>
          <pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" fill="var(--card)" />
            <rect width="3" height="6" fill="var(--stopd)" />
          </pattern>
        </defs>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="words" tickLine={false} stroke="var(--edge)" tick={{ fontSize: 11, fill: 'var(--ink2)' }} interval="preserveStartEnd" />
        <YAxis allowDecimals={false} tickLine={false} axisLine={false} tick={{ fontSize: 11, fill: 'var(--ink2)' }} />
        <Tooltip cursor={{ fill: 'var(--hit)' }} contentStyle={{ background: 'var(--card)', border: '1px solid var(--line)', color: 'var(--ink)', fontSize: 12 }} />
        <Bar isAnimationActive={false} dataKey="placed" name={names.placed} fill="var(--accent)" />
        <Bar isAnimationActive={false} dataKey="canceled" name={names.canceled} fill="url(#hatched)" stroke="var(--stopd)" />
      </BarChart>
    </ResponsiveContainer>
  );
}

declare global {
  interface Window {
    RELAIS_CHARTS?: { OrdersChart: typeof OrdersChart };
  }
}

window.RELAIS_CHARTS = { OrdersChart };
