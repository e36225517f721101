import { Card } from '@kit/card';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { StatTile } from '@kit/stat-tile';
import { formatDollars } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { pricedServicesQuery } from '../../api/central-services';
import { sourcesWithServices } from '../../model/central-services';
import type { WorkbenchBodyProps } from '../workbench';
import { SchoolEffects } from './school-effects';
import { SourceServices } from './source-services';

/** Keep, devolve or sell each service, its price, and what that does to every school. */
export function Services({ scenarioId, draft, editing, calculation, result, setOpenSchool }: WorkbenchBodyProps) {
  const { t } = useLingui();
  const { resultOf } = calculation;
  const priced = useQuery({ ...pricedServicesQuery(scenarioId, resultOf ?? draft.policy), enabled: resultOf !== null });
  const sources = sourcesWithServices(draft.policy);
  const services = sources.flatMap((source) => source.central_services ?? []);
  const kept = services.reduce((sum, service) => (service.mode === 'central' ? sum + service.amount_cents : sum), 0);
  const given = services.reduce((sum, service) => (service.mode === 'central' ? sum : sum + service.amount_cents), 0);
  const charged = priced.data?.services.reduce((sum, service) => sum + service.charged_cents, 0) ?? 0;
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
        <StatTile label={t`Given to schools`} value={formatDollars(given)} note={t`devolved or sold`} />
        <StatTile
          label={t`Schools pay for services`}
          value={formatDollars(charged)}
          note={soldCost === 0 ? t`Nothing is sold.` : charged >= soldCost ? t`The price covers the cost.` : t`${formatDollars(soldCost - charged)} less than the services cost`}
        />
        <StatTile label={t`Schools decide about`} value={formatDollars(Math.max(given - charged, 0))} note={t`more than with every service kept central`} />
      </div>
      {sources.map((source) => (
        <SourceServices
          key={source.source_id}
          editing={editing}
          source={source}
          figures={editing.sources.get(source.source_id)}
          priced={priced.data?.services.filter((one) => one.source_id === source.source_id)}
        />
      ))}
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
