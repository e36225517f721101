import { Card } from '@kit/card';
import { PageHeader } from '@kit/page-header';
import { useMe } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { navigationFor } from '../navigation';
import { ROLE_NAMES } from '../role-names';

export function HelpPage() {
  const { t, i18n } = useLingui();
  const me = useMe();
  const items = navigationFor(me.roles);
  const terms = [
    { term: t`Revenue source`, meaning: t`Money of one kind, with its own rules: for example a state grant for pupils in poverty.` },
    { term: t`Need`, meaning: t`A reason why a pupil’s schooling costs more, such as poverty or learning English.` },
    { term: t`Weight`, meaning: t`How much more money a need brings. A weight of 0.25 adds a quarter of the base amount.` },
    { term: t`Hold harmless`, meaning: t`A floor under a school’s budget, so that a change does not come all at once. Someone pays for it, and it says who.` },
    { term: t`Scenario`, meaning: t`One full set of decisions. You can keep several and compare them; none counts until it is published.` },
    { term: t`Published`, meaning: t`Final and open to schools. A new publication replaces it for the future, and the old one stays on record.` },
  ];
  return (
    <>
      <PageHeader title={t`Help`} lead={t`This page says what you can do here and what the words mean. Look up the word you wonder about.`} />
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Card title={t`What the words mean`}>
          <dl className="space-y-4">
            {terms.map(({ term, meaning }) => (
              <div key={term}>
                <dt className="font-semibold">{term}</dt>
                <dd className="max-w-line text-muted">{meaning}</dd>
              </div>
            ))}
          </dl>
        </Card>
        <div className="space-y-6">
          <Card title={t`Your role`}>
            <p>{me.roles.map((role) => i18n._(ROLE_NAMES[role])).join(', ')}</p>
            <p className="mt-2 text-sm text-muted">
              {items.length === 0 ? (
                <Trans>This role has no pages of its own yet.</Trans>
              ) : (
                <Trans>You can open: {items.map((item) => i18n._(item.label)).join(', ')}.</Trans>
              )}
            </p>
          </Card>
          <Card title={t`Keys`}>
            <p className="text-muted">
              <Trans>
                Tab moves from control to control. In a grid of numbers, arrows and Enter move between cells, Escape takes back what you
                typed, and a block copied from a spreadsheet can be pasted.
              </Trans>
            </p>
          </Card>
        </div>
      </div>
    </>
  );
}
