import { useLingui } from '@lingui/react/macro';

/** Groups of schools in plain words. */
export function useGroupWords(levels: ReadonlyMap<string, string> = new Map()) {
  const { t } = useLingui();
  const division = (name: string): string => {
    switch (name) {
      case 'level':
        return t`By schooling level`;
      case 'need':
        return t`By the share of pupils in need`;
      default:
        return t`By size`;
    }
  };
  const group = (name: string, of: string): string => {
    if (of === 'level') return name === 'several' ? t`Schools of several levels` : (levels.get(name) ?? name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' '));
    const words: Record<string, Record<string, string>> = {
      need: { low: t`Third with the least need`, middle: t`Middle third`, high: t`Third with the most need` },
      size: { low: t`Smallest third`, middle: t`Middle third`, high: t`Largest third` },
    };
    return words[of]?.[name] ?? name;
  };
  return { division, group };
}
