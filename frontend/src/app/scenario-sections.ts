import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** The views upon one scenario, in the order of the work: decide, look, search, test, and then publish. */
export const SCENARIO_SECTIONS = [
  { to: '/studio/$scenarioId', label: msg`Formula` },
  { to: '/studio/$scenarioId/sweep', label: msg`Many formulas` },
  { to: '/studio/$scenarioId/risk', label: msg`Risk` },
  { to: '/studio/$scenarioId/solve', label: msg`Find a policy` },
  { to: '/studio/$scenarioId/library', label: msg`Other districts` },
  { to: '/studio/$scenarioId/cliffs', label: msg`Cliffs` },
  { to: '/studio/$scenarioId/title-one', label: msg`Title I` },
  { to: '/studio/$scenarioId/compliance', label: msg`Compliance` },
  { to: '/studio/$scenarioId/salaries', label: msg`Salaries` },
  { to: '/studio/$scenarioId/approvals', label: msg`Comments and approvals` },
  { to: '/studio/$scenarioId/years', label: msg`Over the years` },
  { to: '/studio/$scenarioId/history', label: msg`History` },
  { to: '/studio/$scenarioId/review', label: msg`Review` },
] as const satisfies readonly { to: string; label: MessageDescriptor }[];
