import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { StatTile } from '@kit/stat-tile';
import type { PolicySource } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { pricedServicesQuery } from '../../api/central-services';
import { setServices, sourcesWithServices } from '../../model/central-services';
import { sourceName } from '../editing';
import type { WorkbenchBodyProps } from '../workbench';
import { SchoolEffects } from './school-effects';
import { SourceServices } from './source-services';

/** Keep, devolve or sell each service, its price, and what that does to every school. */
export function Services({ scenarioId, draft, editing, calculation, result, setOpenSchool }: WorkbenchBodyProps) {
  const { t } = useLingui();
  const pricedPolicy = calculation.drawn?.of ?? null;
  const priced = useQuery({ ...pricedServicesQuery(scenarioId, pricedPolicy ?? draft.policy), enabled: pricedPolicy !== null });
  const sources = sourcesWithServices(draft.policy);
  const isHolding = (source: PolicySource) => (source.central_services ?? []).length > 0 || (editing.sources.get(source.source_id)?.central_share_cents ?? 0) > 0;
  const [holding, others] = [sources.filter(isHolding), sources.filter((source) => !isHolding(source))];
  const services = sources.flatMap((source) => source.central_services ?? []);
  const kept = services.reduce((sum, service) => (service.mode === 'central' ? sum + service.amount_cents : sum), 0);
  const given = services.reduce((sum, service) => (service.mode === 'central' ? sum : sum + service.amount_cents), 0);
  const charged = priced.data?.services.reduce((sum, service) => sum + service.charged_cents, 0) ?? 0;
  const received = priced.data?.received_cents?.reduce((sum, cents) => sum + cents, 0) ?? null;
  const soldCost = services.reduce((sum, service) => (service.mode === 'sold' ? sum + service.amount_cents : sum), 0);
  const held = result?.district.central_share_cents;
  return (
    <div className="space-y-6">
      <p className="max-w-line text-muted">
        <Trans>
          Some services are best run once for everybody; others schools would rather choose themselves. Decide for each: keep it central, give its money to schools, or give the
          money and sell the service at a price.
        </Trans>
      </p>
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        <StatTile label={t`Held centrally`} value={held === undefined ? '–' : formatDollars(held)} note={t`${formatDollars(kept)} of it explained by services`} />
        <StatTile
          label={t`Schools receive for services`}
          value={formatDollars(received ?? given)}
          note={received === null || received === given ? t`no longer held centrally` : t`of ${formatDollars(given)} no longer held centrally; floors take up the rest`}
        />
        <StatTile
          label={t`Schools pay for services`}
          value={formatDollars(charged)}
          note={soldCost === 0 ? t`Nothing is sold.` : charged >= soldCost ? t`The price covers the cost.` : t`${formatDollars(soldCost - charged)} less than the services cost`}
        />
        <StatTile label={t`Left to schools`} value={formatDollars((received ?? given) - charged)} note={t`after they bought what is sold`} />
      </div>
      {holding.map((source) => (
        <SourceServices
          key={source.source_id}
          editing={editing}
          source={source}
          figures={editing.sources.get(source.source_id)}
          priced={priced.data?.services.filter((one) => one.source_id === source.source_id)}
        />
      ))}
      {editing.canEdit && others.length > 0 && (
        <Card title={t`Nothing held centrally`} description={t`These sources go to schools as a whole. Name a service to hold money for it.`}>
          <ul className="flex flex-wrap gap-2">
            {others.map((source) => (
              <li key={source.source_id}>
                <Button size="small" icon="plus" onPress={() => editing.edit(setServices(source.source_id, [{ name: t`New service`, mode: 'central', amount_cents: 0 }]))}>
                  {sourceName(editing, source.source_id)}
                </Button>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {priced.isError ? (
        <ProblemPanel error={priced.error} onRetry={() => void priced.refetch()} />
      ) : (
        <Card title={t`What it does to schools`} description={t`Against every service kept central: what a school receives for services, what it pays for those it buys, and what is left.`} flush>
          {priced.data === undefined ? (
            <div className="p-6">
              <Loading lines={6} />
            </div>
          ) : (
            <SchoolEffects priced={priced.data} onOpen={setOpenSchool} />
          )}
        </Card>
      )}
    </div>
  );
}
