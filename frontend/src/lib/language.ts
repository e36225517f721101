import { i18n } from '@lingui/core';
import { setNumberLocale } from './number-format';

/** `pseudo` is for tests: longer, accented texts show what is not translated and what does not fit. */
export const LANGUAGES = ['en', 'es', 'pseudo'] as const;
export type Language = (typeof LANGUAGES)[number];

const STORAGE_KEY = 'ssfr.language';
const NUMBER_LOCALES: Record<Language, string> = { en: 'en-US', es: 'es-US', pseudo: 'en-US' };

const catalogs = {
  en: () => import('../locales/en.po'),
  es: () => import('../locales/es.po'),
  pseudo: () => import('../locales/pseudo.po'),
};

const isLanguage = (value: string | null | undefined): value is Language =>
  LANGUAGES.some((language) => language === value);

/** The person's own choice, else the browser's first language that we have. */
export function preferredLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('language') ?? localStorage.getItem(STORAGE_KEY);
  if (isLanguage(asked)) return asked;
  const known = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'en' || tag === 'es');
  return isLanguage(known) ? known : 'en';
}

/** Load a language's catalog and speak it from now on. */
export async function activateLanguage(language: Language): Promise<void> {
  const { messages } = await catalogs[language]();
  setNumberLocale(NUMBER_LOCALES[language]);
  document.documentElement.lang = language === 'pseudo' ? 'en' : language;
  i18n.loadAndActivate({ locale: language, messages });
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORAGE_KEY, language);
  await activateLanguage(language);
}

/** For React Aria, which words and sorts in the language it is given. */
export const ariaLocale = (language: string): string => NUMBER_LOCALES[isLanguage(language) ? language : 'en'];
