import { Trans } from '@lingui/react/macro';

const EXAMPLES = [
  'share(poverty) * $500 / pupil',
  'max(300 - pupils, 0) * $1000 / pupil',
  'if(share(poverty) > 55%, pupils * $650 / pupil * (share(poverty) - 55%), 0)',
];

/** Formulas to begin with. */
export function MeasureExamples({ onTake }: { onTake: (text: string) => void }) {
  return (
    <div className="text-sm">
      <p className="font-semibold">
        <Trans>For example</Trans>
      </p>
      <ul className="mt-1 space-y-1">
        {EXAMPLES.map((example) => (
          <li key={example}>
            <button type="button" onClick={() => onTake(example)} className="cursor-pointer text-left font-mono text-accent underline decoration-dotted underline-offset-2 pointer-coarse:min-h-11">
              {example}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
