import { IconButton } from '@kit/icon-button';
import { Button } from '@kit/button';
import { RadioGroup } from '@kit/radio-group';
import { Select } from '@kit/select';
import { TextField } from '@kit/text-field';
import { Switch } from '@kit/switch';
import type { DistrictSettings } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Report } from '../api/imports';
import { FIELDS, type ImportMapping, setConstant, splitValues } from '../model/mapping';
import { FIELD_NAMES } from './kind-names';
import { LevelRuleFields } from './level-rule-fields';

type MoreSettingsProps = { report: Report; settings: DistrictSettings | undefined; onChange: (mapping: ImportMapping) => void };

/** What is rarely needed: fixed values, which rows take part, where the level comes from, how numbers are written. */
export function MoreSettings({ report, settings, onChange }: MoreSettingsProps) {
  const { t } = useLingui();
  const { mapping } = report;
  return (
    <details className="rounded-lg border border-line">
      <summary className="cursor-pointer px-4 py-3 font-semibold">
        <Trans>Fixed values, row filters and other settings</Trans>
      </summary>
      <div className="grid gap-6 border-t border-line p-4 lg:grid-cols-2">
        <Constants mapping={mapping} onChange={onChange} />
        <RowFilters report={report} onChange={onChange} />
        {mapping.kind === 'counts' && <LevelRuleFields mapping={mapping} settings={settings} onChange={onChange} />}
        <div className="space-y-4">
          <RadioGroup
            label={t`Numbers are written like`}
            isInline
            items={[
              { id: '1,234.50', label: '1,234.50' },
              { id: '1.234,50', label: '1.234,50' },
            ]}
            selected={mapping.number_format}
            onSelect={(number_format) => onChange({ ...mapping, number_format })}
          />
          {mapping.kind === 'school_grants' && (
            <Switch
              label={t`Negative amounts are meant (they take from a school)`}
              isSelected={mapping.negative_amounts === 'allow'}
              onChange={(isOn) => onChange({ ...mapping, negative_amounts: isOn ? 'allow' : 'refuse' })}
            />
          )}
          <CommittedText
            label={t`Texts that mean “empty”`}
            description={t`Separated by commas, for example: N/A, TBD, *`}
            value={mapping.blank_values.join(', ')}
            onCommit={(text) => onChange({ ...mapping, blank_values: splitValues(text) })}
          />
          {/\.xls[xm]$/i.test(report.file_name) && (
            <CommittedText
              label={t`Sheet`}
              value={mapping.sheet ?? report.sheet ?? ''}
              onCommit={(text) => onChange({ ...mapping, sheet: text.trim() === '' ? null : text.trim() })}
            />
          )}
        </div>
      </div>
    </details>
  );
}

function Constants({ mapping, onChange }: { mapping: ImportMapping; onChange: (mapping: ImportMapping) => void }) {
  const { t, i18n } = useLingui();
  const filled = new Set(mapping.columns.map((column) => column.field));
  const open = FIELDS[mapping.kind].filter((field) => !filled.has(field) && field !== 'school_name');
  const [field, setField] = useState<string | null>(null);
  const nameOf = (code: string) => i18n._(FIELD_NAMES[code] ?? { id: code, message: code });
  return (
    <fieldset className="space-y-3">
      <legend className="mb-1 text-sm font-semibold">
        <Trans>The same value for every row</Trans>
      </legend>
      {Object.entries(mapping.constants).map(([name, value]) => (
        <p key={name} className="flex items-center justify-between gap-2 rounded-md bg-sunken pl-3">
          <span>
            {nameOf(name)}: <strong>{value}</strong>
          </span>
          <IconButton icon="close" label={t`Take away ${nameOf(name)}`} onPress={() => onChange(setConstant(mapping, name, ''))} />
        </p>
      ))}
      <div className="grid gap-3 sm:grid-cols-2">
        <Select
          label={t`Field`}
          items={open.map((code) => ({ id: code, label: nameOf(code) }))}
          selected={field}
          onSelect={setField}
          placeholder={t`Choose a field`}
        />
        {field !== null && (
          <CommittedText
            key={field}
            label={t`Value`}
            value={mapping.constants[field] ?? ''}
            onCommit={(text) => {
              onChange(setConstant(mapping, field, text));
              setField(null);
            }}
          />
        )}
      </div>
    </fieldset>
  );
}

function RowFilters({ report, onChange }: { report: Report; onChange: (mapping: ImportMapping) => void }) {
  const { t } = useLingui();
  const { mapping } = report;
  const [header, setHeader] = useState<string | null>(null);
  const [mode, setMode] = useState<'keep' | 'drop'>('drop');
  const [text, setText] = useState('');
  const values = splitValues(text);
  return (
    <fieldset className="space-y-3">
      <legend className="mb-1 text-sm font-semibold">
        <Trans>Rows that take part</Trans>
      </legend>
      {report.filtered_count !== undefined && report.filtered_count > 0 && (
        <p className="text-sm text-muted">
          <Trans>{report.filtered_count} rows do not take part because of these filters.</Trans>
        </p>
      )}
      {mapping.row_filters.map((filter, place) => (
        <p key={`${filter.header} ${filter.keep.join()} ${filter.drop.join()}`} className="flex items-center justify-between gap-2 rounded-md bg-sunken pl-3">
          <span>
            {filter.keep.length > 0 ? (
              <Trans>
                Only rows where {filter.header} is {filter.keep.join(', ')}
              </Trans>
            ) : (
              <Trans>
                No rows where {filter.header} is {filter.drop.join(', ')}
              </Trans>
            )}
          </span>
          <IconButton
            icon="close"
            label={t`Take this filter away`}
            onPress={() => onChange({ ...mapping, row_filters: mapping.row_filters.filter((_, other) => other !== place) })}
          />
        </p>
      ))}
      <Select
        label={t`Column`}
        items={report.columns.map((column) => ({ id: column.header, label: column.header }))}
        selected={header}
        onSelect={setHeader}
        placeholder={t`Choose a column`}
      />
      {header !== null && (
        <>
          <RadioGroup
            label={t`Rows with these values`}
            isInline
            items={[
              { id: 'drop', label: t`are left out` },
              { id: 'keep', label: t`are the only ones read` },
            ]}
            selected={mode}
            onSelect={setMode}
          />
          <TextField label={t`Values`} description={t`Separated by commas.`} value={text} onChange={setText} />
          <Button
            size="small"
            icon="plus"
            isDisabled={values.length === 0}
            onPress={() => {
              const filter = { header, keep: mode === 'keep' ? values : [], drop: mode === 'drop' ? values : [] };
              onChange({ ...mapping, row_filters: [...mapping.row_filters, filter] });
              setHeader(null);
              setText('');
            }}
          >
            <Trans>Add this filter</Trans>
          </Button>
        </>
      )}
    </fieldset>
  );
}

type CommittedTextProps = { label: string; description?: string; value: string; onCommit: (text: string) => void };

/** Takes the text when the field is left: every keystroke would check the whole file again. */
function CommittedText({ label, description, value, onCommit }: CommittedTextProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && draft !== value) onCommit(draft);
    setDraft(null);
  };
  return (
    <TextField
      label={label}
      description={description}
      value={draft ?? value}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}
