import { i18n, type Messages } from '@lingui/core';
import { featureCatalogs } from 'virtual:feature-catalogs';
import { type Language, preferredLanguage, rememberLanguage, speak } from './speech';

const catalogs = {
  en: () => import('../locales/en.po'),
  es: () => import('../locales/es.po'),
  pseudo: () => import('../locales/pseudo.po'),
};

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
  speak(language, Object.assign({}, messages, ...parts) as Messages);
}

export async function chooseLanguage(language: Language): Promise<void> {
  rememberLanguage(language);
  await activateLanguage(language);
}
