import { useCharts } from '../charts/use-charts.js';
import { Card, ProblemNote } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { useAnswer } from '../answers/use-answer.js';

interface Day {
  day: string;
  placed: number;
  canceled: number;
}

const DAYS = 14;
const EVERY_MINUTE = 60_000;

/** Two weeks of orders, drawn, with the same figures beside. */
export function OrdersByDay() {
  const { t, n, dates, locale } = useReader();
  const charts = useCharts();
  const { data, problem, reload } = useAnswer<{ days: Day[] }>(`/figures/orders-by-day?days=${DAYS}&timeZone=${encodeURIComponent(dates.zone)}`, { every: EVERY_MINUTE });
  const days = data?.days ?? [];
  const sum = (field: 'placed' | 'canceled'): number => days.reduce((all, day) => all + day[field], 0);
  // A day of the calendar has no zone: it is read at noon in UTC.
  const words = (day: string, form: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { ...form, timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));
  const short = (day: string): string => words(day, { weekday: 'short', day: 'numeric' });
  const end = data && (
    <span className="legend">
      <span><i className="c-placed" />{t.dashboard.placed(sum('placed'))}</span>
      <span><i className="c-canc" />{t.dashboard.canceled(sum('canceled'))}</span>
    </span>
  );
  return (
    <Card title={t.dashboard.byDay} id="card-by-day" beside={days.length > 0 && t.dashboard.span(words(days[0]?.day ?? '', { day: 'numeric', month: 'short' }), words(days.at(-1)?.day ?? '', { day: 'numeric', month: 'long', year: 'numeric' }))} end={end}>
      {problem && <ProblemNote problem={problem} retry={reload} />}
      <div className="by-day">
        <div className="chart" aria-hidden="true">
          {charts && days.length > 0 && <charts.OrdersChart days={days.map((day) => ({ ...day, words: short(day.day) }))} names={{ placed: t.dashboard.placedHead, canceled: t.dashboard.canceledHead }} />}
        </div>
        <div className="scroll" tabIndex={0} role="region" aria-label={t.list.scroll(t.dashboard.byDay)}>
          <table className="rows">
            <caption className="vh">{t.dashboard.byDay}</caption>
            <thead>
              <tr>
                <th scope="col">{t.dashboard.day}</th>
                <th scope="col" className="num">{t.dashboard.placedHead}</th>
                <th scope="col" className="num">{t.dashboard.canceledHead}</th>
              </tr>
            </thead>
            <tbody>
              {[...days].reverse().map(({ day, placed, canceled }) => (
                <tr key={day}>
                  <th scope="row">{words(day, { weekday: 'short', day: 'numeric', month: 'short' })}</th>
                  <td className="num">{n(placed)}</td>
                  <td className="num">{n(canceled)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </Card>
  );
}
