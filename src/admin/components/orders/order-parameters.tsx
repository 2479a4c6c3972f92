import type { ReactNode } from 'react';
import { Facts } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { Offer, Order } from '../answers/things.js';

/** In the order of the form, each question with its answer; what is no longer asked comes last. */
export function OrderParameters({ order, offer }: { order: Order; offer: Offer | undefined }) {
  const { t, dates, isLocal, n } = useReader();
  const values = order.parameters ?? {};
  const form = offer?.form ?? [];
  const asked = new Set(form.map(({ name }) => name));
  const names = [...asked, ...Object.keys(values).filter((name) => !asked.has(name))];
  if (names.length === 0) return <p className="empty">{isLocal ? t.own.offers.noForm : t.noParameters}</p>;
  const words = (name: string): ReactNode => {
    const value = values[name];
    const field = form.find((each) => each.name === name);
    if (value === undefined || value === null || value === '') return field?.required && order.incomplete ? <span className="lt">{t.life.order.required}</span> : null;
    if (typeof value === 'boolean') return value ? t.yes : t.no;
    if (typeof value === 'number') return n(value);
    return field?.type === 'date' && !Number.isNaN(Date.parse(value)) ? dates.calendarDay(value) : value;
  };
  return <Facts facts={names.map((name) => [form.find((each) => each.name === name)?.label || name, words(name)])} />;
}
