import { useEffect, useState } from 'react';
import type { DayBars } from './charts.js';

type Charts = { OrdersChart: (bars: DayBars) => React.ReactNode };

/** The charts, fetched by the first page that draws one; until then, and where they do not come, their table says it all. */
export function useCharts(): Charts | null {
  const [charts, setCharts] = useState<Charts | null>(window.RELAIS_CHARTS ?? null);
  useEffect(() => {
    if (charts) return undefined;
    const script = document.createElement('script');
    script.src = window.RELAIS.charts;
    script.onload = () => setCharts(window.RELAIS_CHARTS ?? null);
    document.head.append(script);
    return () => script.remove();
  }, []);
  return charts;
}
