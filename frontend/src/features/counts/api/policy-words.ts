import { api } from '@lib/api';
import type { Scenario } from '@lib/api-types';
import { versionNotes } from '@lib/version-notes';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type PolicyWords, withWords } from '../model/policy-words';
import type { CountedScenario } from './count-versions';

/** Saves what a scenario's policy says of levels and needs, unless somebody else changed the scenario in the meantime. */
export function useSaveWords({ scenario, etag }: CountedScenario) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (words: PolicyWords) =>
      api.put<Scenario>(
        `/allocation/v1/scenarios/${scenario.scenario_id}`,
        { name: scenario.name, policy: withWords(scenario.policy, words), note: versionNotes.groups },
        { ifMatch: etag ?? undefined },
      ),
    onSuccess: async () => {
      // Every view of the scenario rests on its policy.
      await client.invalidateQueries({ queryKey: ['allocation'], predicate: (one) => one.queryKey.includes(scenario.scenario_id) });
    },
  });
}
