import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** The views upon one scenario, grouped in the order of the work. The first of a group is where its name leads. */
export const SCENARIO_GROUPS = [
  {
    id: 'decide',
    label: msg`Decide`,
    sections: [
      { to: '/studio/$scenarioId', label: msg`Formula` },
      { to: '/studio/$scenarioId/counts', label: msg`Counts` },
      { to: '/studio/$scenarioId/matrix', label: msg`Dollars per pupil` },
      { to: '/studio/$scenarioId/services', label: msg`Central services` },
      { to: '/studio/$scenarioId/origins', label: msg`Rules and origins` },
      { to: '/studio/$scenarioId/history', label: msg`History` },
    ],
  },
  {
    id: 'explore',
    label: msg`Explore`,
    sections: [
      { to: '/studio/$scenarioId/solve', label: msg`Find a policy` },
      { to: '/studio/$scenarioId/sweep', label: msg`Many formulas` },
      { to: '/studio/$scenarioId/hold-harmless', label: msg`Hold harmless` },
      { to: '/studio/$scenarioId/library', label: msg`Other districts` },
    ],
  },
  {
    id: 'test',
    label: msg`Test`,
    sections: [
      { to: '/studio/$scenarioId/risk', label: msg`Risk` },
      { to: '/studio/$scenarioId/years', label: msg`Over the years` },
      { to: '/studio/$scenarioId/cliffs', label: msg`Cliffs` },
      { to: '/studio/$scenarioId/salaries', label: msg`Salaries` },
    ],
  },
  {
    id: 'comply',
    label: msg`Comply`,
    sections: [
      { to: '/studio/$scenarioId/compliance', label: msg`Compliance` },
      { to: '/studio/$scenarioId/title-one', label: msg`Title I` },
    ],
  },
  {
    id: 'agree',
    label: msg`Agree and publish`,
    sections: [
      { to: '/studio/$scenarioId/participation', label: msg`Ask the community` },
      { to: '/studio/$scenarioId/approvals', label: msg`Comments and approvals` },
      { to: '/studio/$scenarioId/documents', label: msg`Documents` },
      { to: '/studio/$scenarioId/review', label: msg`Review` },
    ],
  },
] as const satisfies readonly {
  id: string;
  label: MessageDescriptor;
  sections: readonly { to: string; label: MessageDescriptor }[];
}[];
