import type { Language } from '@lib/speech';
import { useLingui } from '@lingui/react/macro';
import { cx } from './class-names';

const NAMES = [
  { language: 'en', name: 'English', short: 'EN' },
  { language: 'es', name: 'Español', short: 'ES' },
] as const;

export type LanguageSwitchProps = { language: string; onChange: (language: Language) => void };

/** Each language is named in itself, so that whoever needs it can read it. */
export function LanguageSwitch({ language, onChange }: LanguageSwitchProps) {
  const { t } = useLingui();
  return (
    <div role="group" aria-label={t`Language`} className="inline-flex rounded-md border border-line bg-surface p-0.5">
      {NAMES.map((item) => {
        const isCurrent = item.language === language;
        return (
          <button
            key={item.language}
            type="button"
            lang={item.language}
            aria-pressed={isCurrent}
            title={item.name}
            onClick={() => onChange(item.language)}
            className={cx(
              'min-h-8 cursor-pointer rounded-sm px-2.5 text-sm font-medium pointer-coarse:min-h-11',
              isCurrent ? 'bg-accent-soft text-accent' : 'text-muted hover:text-ink',
            )}
          >
            <span aria-hidden="true">{item.short}</span>
            <span className="sr-only">{item.name}</span>
          </button>
        );
      })}
    </div>
  );
}
