/** The languages a person can read Relais in. */
export const LOCALES = ['en', 'fr'] as const;
export type Locale = (typeof LOCALES)[number];

/** One sentence in every language; nobody translates by searching for the English. */
export type Text = Record<Locale, string>;

/** The sentence in the reader's language; French gets the no-break spaces that its punctuation asks for. */
export function said(text: Text, locale: Locale): string {
  return locale === 'fr' ? text.fr.replace(/« /g, '«\u00a0').replace(/ ([:;?!%»])/g, '\u00a0$1') : text.en;
}

/** The locale of a language tag or Accept-Language header ("fr-CA,fr;q=0.9" is French), or `fallback`. */
export function localeOf(tag: string | undefined | null, fallback: Locale): Locale {
  const wanted = (tag ?? '')
    .split(',')
    .map((part) => {
      const [name = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((p) => p.trim()).find((p) => p.startsWith('q='));
      return { language: name.toLowerCase().split('-')[0], quality: quality ? Number(quality.slice(2)) : 1 };
    })
    .filter((part) => part.quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map((part) => LOCALES.find((locale) => locale === part.language))
    .find((locale) => locale !== undefined);
  return wanted ?? fallback;
}
