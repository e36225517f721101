import { i18n, type Messages } from '@lingui/core';
import { featureCatalogs } from 'virtual:feature-catalogs';
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

/** Features whose texts are needed, in whatever language is spoken. */
const spoken = new Set<string>();
let wanted: Language | null = null;

const partOf = async (language: Language, feature: string): Promise<Messages> => (await featureCatalogs[language][feature]?.())?.messages ?? {};

/** Load the texts of a feature; its pages wait for this. While developing they all come with the first catalog. */
export async function speakOf(feature: string): Promise<void> {
  spoken.add(feature);
  const language = wanted ?? preferredLanguage();
  i18n.load(language, await partOf(language, feature));
}

/** Load a language's texts and speak it from now on. */
export async function activateLanguage(language: Language): Promise<void> {
  wanted = language;
  const [{ messages }, ...parts] = await Promise.all([catalogs[language](), ...[...spoken].map((feature) => partOf(language, feature))]);
  i18n.load(language, Object.assign({}, messages, ...parts) as Messages);
  setNumberLocale(NUMBER_LOCALES[language]);
  document.documentElement.lang = language === 'pseudo' ? 'en' : language;
  i18n.activate(language);
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORAGE_KEY, language);
  await activateLanguage(language);
}

/** For React Aria, which words and sorts in the language it is given. */
export const ariaLocale = (language: string): string => NUMBER_LOCALES[isLanguage(language) ? language : 'en'];
