import { ExplanationTree } from '@kit/explanation-tree';
import { Icon } from '@kit/icon';
import { Plural, Trans } from '@lingui/react/macro';
import type { CheckedExpression } from '../../api/expressions';

/** What the formula gives for the chosen school, how it lies over all schools, and its arithmetic. */
export function MeasureValue({ checked, isEmpty, isCurrent }: { checked: CheckedExpression; isEmpty: boolean; isCurrent: boolean }) {
  const { spread } = checked;
  if (isEmpty) {
    return (
      <p className="text-muted">
        <Trans>Its value and arithmetic stand here while you type.</Trans>
      </p>
    );
  }
  if (!checked.valid) {
    return (
      <p className="font-medium text-negative">
        <Icon name="error" /> <Trans>No value yet: the formula is not complete.</Trans>
      </p>
    );
  }
  return (
    <div aria-busy={!isCurrent}>
      <p aria-live="polite" className="text-xl font-semibold tracking-tight tabular-nums">
        {checked.value ?? <Trans>This school has no value.</Trans>}
      </p>
      {spread !== null && (
        <p className="mt-1 text-sm text-muted tabular-nums">
          <Trans>
            Over all schools: {spread.lowest} to {spread.highest}, on average {spread.mean}.
          </Trans>{' '}
          {spread.without > 0 && <Plural value={spread.without} one="# school has no value." other="# schools have no value." />}
        </p>
      )}
      {checked.explanation !== null && (
        <div className="mt-3 border-t border-line pt-2 text-sm">
          <ExplanationTree explanation={checked.explanation} openLevels={2} />
        </div>
      )}
    </div>
  );
}
