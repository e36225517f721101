import { Button } from '@kit/button';
import { Checkbox } from '@kit/checkbox';
import { IconButton } from '@kit/icon-button';
import { TextField } from '@kit/text-field';
import { Trans, useLingui } from '@lingui/react/macro';
import { codeOf } from '../model/mapping';
import { EVERY_PUPIL, needFaults, type NeedRow, nextId } from '../model/words-draft';
import { CodeField } from './code-field';
import { WORD_FAULTS } from './word-faults';

type NeedRowsProps = { rows: NeedRow[]; onChange: (rows: NeedRow[]) => void; isAsked: boolean };

/** Groups of pupils that are counted, and whether one pupil may count more than once in a group. */
export function NeedRows({ rows, onChange, isAsked }: NeedRowsProps) {
  const { t, i18n } = useLingui();
  const set = (place: number, part: Partial<NeedRow>) => onChange(rows.map((row, other) => (other === place ? { ...row, ...part } : row)));
  return (
    <section className="space-y-3">
      <h3 className="font-semibold">
        <Trans>Need categories</Trans>
      </h3>
      {rows.map((row, place) => {
        // Every pupil is counted always and in the words of each language: there is nothing to decide.
        if (row.need_category === EVERY_PUPIL && !row.isNew) return null;
        const faults = needFaults(rows, row);
        const name = row.name.trim() === '' ? t`Need category ${place + 1}` : row.name;
        return (
          <fieldset key={row.id} className="grid gap-3 rounded-lg border border-line p-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,1.5fr)_minmax(0,3fr)_2.5rem] sm:items-start">
            <legend className="sr-only">{name}</legend>
            <TextField
              label={t`Name`}
              value={row.name}
              onChange={(next) =>
                set(place, { name: next, ...(row.isNew && (row.need_category === '' || row.need_category === codeOf(row.name)) && { need_category: next.trim() === '' ? '' : codeOf(next) }) })
              }
              errorMessage={isAsked && faults.name ? i18n._(WORD_FAULTS[faults.name]) : null}
            />
            <CodeField row={row} code={row.need_category} fault={isAsked ? faults.code : undefined} onChange={(need_category) => set(place, { need_category })} />
            <Checkbox
              className="sm:pt-7"
              label={t`One pupil may count more than once in it`}
              isSelected={row.duplicated}
              onChange={(duplicated) => set(place, { duplicated })}
            />
            <div className="flex sm:justify-end sm:pt-6">
              <IconButton icon="close" label={t`Remove ${name}`} onPress={() => onChange(rows.filter((one) => one !== row))} />
            </div>
          </fieldset>
        );
      })}
      <Button size="small" icon="plus" onPress={() => onChange([...rows, { id: nextId(rows), isNew: true, need_category: '', name: '', duplicated: false }])}>
        <Trans>Add a need category</Trans>
      </Button>
    </section>
  );
}
