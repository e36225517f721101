import { type Language, rememberLanguage, speak } from '@lib/speech';
import { entryCatalogs } from 'virtual:entry-catalogs/public-site';

let wanted: Language | null = null;

/** Load the texts of these pages and speak them; of two choices in a row the later one stays. */
export async function activateLanguage(language: Language): Promise<void> {
  wanted = language;
  const { messages } = await entryCatalogs[language]();
  if (wanted === language) speak(language, messages);
}

/** The same choice as in the app, kept on this device. What the address asked for has had its say. */
export async function chooseLanguage(language: Language): Promise<void> {
  rememberLanguage(language);
  const address = new URL(location.href);
  address.searchParams.delete('language');
  history.replaceState(null, '', address);
  await activateLanguage(language);
}
