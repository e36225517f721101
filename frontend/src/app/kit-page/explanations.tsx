import { Card } from '@kit/card';
import { ExplanationTree } from '@kit/explanation-tree';
import { PolicyChanges } from '@kit/policy-changes';
import { Why, WhyProvider, type WhyOrigin, type WhySubject } from '@kit/why';
import { FigureExplained, whyQuery } from '@kit/why-dialog';
import type { PolicyChange } from '@lib/api-types';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Sample, Samples } from './sample';
import { EXPLANATION } from './sample-explanation';

const RUN: WhyOrigin = { runId: 'sample' };
const BASE: WhySubject = { school_id: '413', component_id: 'base' };

/** Answers as the server would, so that the window opens here too. */
const sampleAnswers = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
for (const language of ['en', 'es'] as const) sampleAnswers.setQueryData(whyQuery(RUN, BASE, language).queryKey, EXPLANATION);

const change = (path: string, text: string, gaining: number | null, losing: number | null): PolicyChange => ({
  path,
  text,
  gaining,
  losing,
  subject: '',
  field: '',
  message_id: 'changed',
  parameters: {},
  before: null,
  after: null,
  effect: null,
});
const CHANGES = [
  change('/sources/0/rules/0/weights/poverty', 'Weight of poverty, high schools: 0.25 → 0.4.', 61, 41),
  change('/adjustments/0/percent_bp', 'Hold-harmless floor: 95% → 96.5%.', 12, 1),
  change('/name', 'Name: “Draft” → “Equity first”.', null, null),
];

export function Explanations() {
  return (
    <Card title="Explanations" description="Every number can be asked why: a few sentences first, then the arithmetic down to the rows of the files.">
      <Samples>
        <Sample of="why">
          <QueryClientProvider client={sampleAnswers}>
            <WhyProvider origin={RUN}>
              <p>
                Base by level:{' '}
                <Why subject={BASE} title="Alvarado, base by level">
                  $1,870,500.00
                </Why>
              </p>
            </WhyProvider>
          </QueryClientProvider>
          <p className="mt-2 text-sm text-muted">
            Where nobody answers it is plain text:{' '}
            <Why subject={BASE} title="Alvarado, base by level">
              $1,870,500.00
            </Why>
          </p>
        </Sample>
        <Sample of="policy-changes">
          <PolicyChanges changes={CHANGES} />
          <div className="mt-4">
            <PolicyChanges changes={[]} />
          </div>
        </Sample>
        <Sample of="why-dialog">
          <FigureExplained figure={EXPLANATION} />
        </Sample>
        <Sample of="explanation-tree">
          <ExplanationTree explanation={EXPLANATION} openLevels={1} />
        </Sample>
      </Samples>
    </Card>
  );
}
