import { LanguageSwitch } from '@kit/language-switch';
import { chooseLanguage } from '@lib/language';
import type { Language } from '@lib/speech';
import { useLingui } from '@lingui/react';
import { useQueryClient } from '@tanstack/react-query';

export function LanguageChoice() {
  const { i18n } = useLingui();
  const client = useQueryClient();
  const choose = async (language: Language) => {
    await chooseLanguage(language);
    // What the server worded (findings, refusals, explanations) comes again in the new language.
    await client.invalidateQueries();
  };
  return <LanguageSwitch language={i18n.locale} onChange={(language) => void choose(language)} />;
}
