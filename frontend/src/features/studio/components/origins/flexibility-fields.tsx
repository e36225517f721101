import { Checkbox } from '@kit/checkbox';
import { Select } from '@kit/select';
import type { PolicySource } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { editSource } from '../../model/policy-edits';
import { type Editing, needName } from '../editing';
import { LabelField } from '../label-field';
import { ORIGIN_WORDS, ORIGINS, STATUS_WORDS, STATUSES } from './origin-words';

type Flexibility = NonNullable<PolicySource['flexibility']>;
const UNSAID = 'unsaid';
const OPEN: Flexibility = { object_codes: [], job_classes: [], need_categories: [], origin: null, status: null };

const listOf = (text: string): string[] => [...new Set(text.split(',').map((part) => part.trim()))].filter((part) => part !== '');

/** One source's limits: what it may pay for, for whom, and whose rule that is. */
export function FlexibilityFields({ editing, source }: { editing: Editing; source: PolicySource }) {
  const { t, i18n } = useLingui();
  const isDisabled = !editing.canEdit;
  const now = source.flexibility ?? OPEN;
  const change = (part: Partial<Flexibility>) => editing.edit(editSource(source.source_id, (one) => ({ ...one, flexibility: { ...(one.flexibility ?? OPEN), ...part } })));
  const needs = editing.policy.need_categories.filter((need) => need !== 'all');
  const chosen = new Set(now.need_categories);
  return (
    <div className="min-w-0 space-y-3">
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <Select
          label={t`Whose rule it is`}
          isDisabled={isDisabled}
          items={[{ id: UNSAID, label: t`not said yet` }, ...ORIGINS.map((origin) => ({ id: origin, label: i18n._(ORIGIN_WORDS[origin].name) }))]}
          selected={now.origin ?? UNSAID}
          onSelect={(origin) => change(origin === UNSAID ? { origin: null, status: null } : { origin: origin as Flexibility['origin'], status: now.status ?? 'kept' })}
        />
        <Select
          label={t`It is`}
          isDisabled={isDisabled || now.origin === null}
          description={now.status === null ? undefined : i18n._(STATUS_WORDS[now.status].meaning)}
          items={[...(now.status === null ? [{ id: UNSAID, label: '–' }] : []), ...STATUSES.map((status) => ({ id: status, label: i18n._(STATUS_WORDS[status].name) }))]}
          selected={now.status ?? UNSAID}
          onSelect={(status) => status !== UNSAID && change({ status: status as Flexibility['status'] })}
        />
        <LabelField
          label={t`Object codes it may pay for`}
          placeholder={t`all`}
          isDisabled={isDisabled}
          value={now.object_codes.join(', ')}
          onCommit={(text) => change({ object_codes: listOf(text) })}
        />
        <LabelField label={t`Jobs it may pay for`} placeholder={t`all`} isDisabled={isDisabled} value={now.job_classes.join(', ')} onCommit={(text) => change({ job_classes: listOf(text) })} />
      </div>
      <details open={chosen.size > 0}>
        <summary className="cursor-pointer text-sm font-medium text-accent">
          {chosen.size === 0 ? <Trans>For all pupils</Trans> : <Trans>Only for pupils of {chosen.size} needs</Trans>}
        </summary>
        <fieldset className="mt-1 grid gap-x-6 sm:grid-cols-2">
          <legend className="sr-only">{t`Pupils it may be spent on; none chosen: all`}</legend>
          {needs.map((need) => (
            <Checkbox
              key={need}
              label={needName(editing, need)}
              isSelected={chosen.has(need)}
              isDisabled={isDisabled}
              onChange={(isIn) => change({ need_categories: isIn ? [...chosen, need] : [...chosen].filter((one) => one !== need) })}
            />
          ))}
        </fieldset>
      </details>
    </div>
  );
}
