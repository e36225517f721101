import { TextField } from '@kit/text-field';
import { Trans, useLingui } from '@lingui/react/macro';
import type { WordFault } from '../model/words-draft';
import { WORD_FAULTS } from './word-faults';

type CodeFieldProps = { row: { isNew: boolean }; code: string; fault: WordFault | undefined; onChange: (code: string) => void };

/** The code of a level or need: typed while it is new, only said once files and rules may go by it. */
export function CodeField({ row, code, fault, onChange }: CodeFieldProps) {
  const { t, i18n } = useLingui();
  if (row.isNew) return <TextField label={t`Code`} value={code} onChange={onChange} errorMessage={fault === undefined ? null : i18n._(WORD_FAULTS[fault])} />;
  return (
    <p className="min-w-0">
      <span className="mb-1 block text-sm font-semibold">
        <Trans>Code</Trans>
      </span>
      <code className="block wrap-anywhere text-muted sm:py-2">{code}</code>
    </p>
  );
}
