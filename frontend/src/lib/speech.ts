import { i18n, type Messages } from '@lingui/core';
import { setNumberLocale } from './number-format';

/** `pseudo` is for tests: longer, accented texts show what is not translated and what does not fit. */
export const LANGUAGES = ['en', 'es', 'pseudo'] as const;
export type Language = (typeof LANGUAGES)[number];

const STORAGE_KEY = 'ssfr.language';
const NUMBER_LOCALES: Record<Language, string> = { en: 'en-US', es: 'es-US', pseudo: 'en-US' };

const isLanguage = (value: string | null | undefined): value is Language =>
  LANGUAGES.some((language) => language === value);

/** The person's own choice, else the browser's first language that we have. */
export function preferredLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('language') ?? localStorage.getItem(STORAGE_KEY);
  if (isLanguage(asked)) return asked;
  const known = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'en' || tag === 'es');
  return isLanguage(known) ? known : 'en';
}

export const rememberLanguage = (language: Language): void => localStorage.setItem(STORAGE_KEY, language);

/** What is chosen in one tab is spoken in all of them. */
export function followOtherTabs(activate: (language: Language) => Promise<void>): void {
  addEventListener('storage', ({ key, newValue }) => {
    if (key === STORAGE_KEY && isLanguage(newValue)) void activate(newValue);
  });
}

/** Say which language the page is in: to the browser, to screen readers, and with each request to the server. */
export function declareLanguage(language: Language): void {
  document.documentElement.lang = language === 'pseudo' ? 'en' : language;
}

/** Speak a language from now on, in words, numbers and dates. */
export function speak(language: Language, messages: Messages): void {
  i18n.load(language, messages);
  setNumberLocale(NUMBER_LOCALES[language]);
  declareLanguage(language);
  i18n.activate(language);
}

/** For React Aria, which words and sorts in the language it is given. */
export const ariaLocale = (language: string): string => NUMBER_LOCALES[isLanguage(language) ? language : 'en'];
