import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { Locale } from '../../../language/text.js';
import { browserNow } from './browser-clock.js';
import { Dates, distance } from './dates.js';
import { figure, type Count } from './figures.js';
import { en, type Texts } from './texts.en.js';
import { fr } from './texts.fr.js';

interface Operator {
  email: string;
  name: string;
  role: 'admin' | 'central' | 'local';
  /** Code of a local operator's entity. */
  entity: string | null;
}

declare global {
  interface Window {
    RELAIS: { locale: Locale; operator: Operator; /** Where the charts are fetched from. */ charts: string };
  }
}

interface Reader {
  locale: Locale;
  operator: Operator;
  /** A local operator: sees what is their entity's. */
  isLocal: boolean;
  t: Texts;
  /** What the lists are called by this reader: packages are offers to a local operator. */
  things: Texts['things'];
  dates: Dates;
  n(value: Count): string;
  /** "3 d 16 h", for a span of milliseconds. */
  span(milliseconds: number): string;
  /** "12 ms", "8.3 s", "4 min": how long something took. */
  took(milliseconds: number): string;
  /** "3 d ago" or "in 3 d", for an instant. */
  away(instant: string): string;
}

const ReaderContext = createContext<Reader | null>(null);

/** Who reads, in which language and time zone: everything a screen needs to speak to them. */
export function ReaderProvider({ children }: { children: ReactNode }) {
  const reader = useMemo<Reader>(() => {
    const { locale, operator } = window.RELAIS;
    const t = locale === 'fr' ? fr : en;
    const dates = new Dates(locale, new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC');
    const span = (milliseconds: number): string => {
      const { days, hours, minutes, seconds } = distance(milliseconds);
      return t.far(days, hours, minutes, seconds);
    };
    return {
      locale, operator, isLocal: operator.role === 'local', t, things: operator.role === 'local' ? { ...t.things, ...t.own.lists } : t.things, dates, span,
      n: (value) => figure(value, locale),
      took: (milliseconds) => {
        if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))} ms`;
        if (milliseconds >= 60_000) return span(milliseconds);
        return `${(milliseconds / 1000).toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} s`;
      },
      away: (instant) => {
        const milliseconds = Date.parse(instant) - browserNow().getTime();
        return milliseconds < 0 ? t.ago(span(milliseconds)) : t.in(span(milliseconds));
      },
    };
  }, []);
  return <ReaderContext.Provider value={reader}>{children}</ReaderContext.Provider>;
}

export function useReader(): Reader {
  const reader = useContext(ReaderContext);
  if (!reader) throw new Error('a component stands outside of ReaderProvider');
  return reader;
}

const LOCALE_COOKIE = 'relais.locale';

/** Keeps the choice for a year on this browser and shows the page again in that language. */
export function chooseLocale(locale: Locale): void {
  document.cookie = `${LOCALE_COOKIE}=${locale}; path=/; max-age=31536000; samesite=lax`;
  location.reload();
}
