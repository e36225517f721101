import { LanguageSwitch } from '@kit/language-switch';
import { chooseLanguage } from '@lib/language';
import { useLingui } from '@lingui/react';

export function LanguageChoice() {
  const { i18n } = useLingui();
  return <LanguageSwitch language={i18n.locale} onChange={(language) => void chooseLanguage(language)} />;
}
