import { FileButton } from '@kit/file-button';
import { Trans, useLingui } from '@lingui/react/macro';
import { type Basis, calculatorPath, packetPath } from '../api/files';

/** The board's packet, in the reader's language. */
export function PacketButton({ basis, size }: { basis: Basis; size?: 'normal' | 'small' }) {
  const { i18n } = useLingui();
  return (
    <FileButton path={packetPath(basis, i18n.locale === 'es' ? 'es' : 'en')} size={size}>
      <Trans>Board packet (PDF)</Trans>
    </FileButton>
  );
}

/** The district calculator: a spreadsheet of all schools with live formulas. */
export function CalculatorButton({ basis, size }: { basis: Basis; size?: 'normal' | 'small' }) {
  return (
    <FileButton path={calculatorPath(basis)} size={size}>
      <Trans>Calculator (Excel)</Trans>
    </FileButton>
  );
}
