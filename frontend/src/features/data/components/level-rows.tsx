import { Button } from '@kit/button';
import { IconButton } from '@kit/icon-button';
import { TextField } from '@kit/text-field';
import { Trans, useLingui } from '@lingui/react/macro';
import { codeOf } from '../model/mapping';
import { levelFaults, type LevelRow, moved, nextId } from '../model/words-draft';
import { CodeField } from './code-field';
import { WORD_FAULTS } from './word-faults';

type LevelRowsProps = { rows: LevelRow[]; onChange: (rows: LevelRow[]) => void; isAsked: boolean };

/** Levels in their order, each with its grades. */
export function LevelRows({ rows, onChange, isAsked }: LevelRowsProps) {
  const { t, i18n } = useLingui();
  const set = (place: number, part: Partial<LevelRow>) => onChange(rows.map((row, other) => (other === place ? { ...row, ...part } : row)));
  return (
    <section className="space-y-3">
      <h3 className="font-semibold">
        <Trans>Levels and their grades</Trans>
      </h3>
      {rows.map((row, place) => {
        const faults = levelFaults(rows, row);
        const name = row.name.trim() === '' ? t`Level ${place + 1}` : row.name;
        return (
          <fieldset key={row.id} className="grid gap-3 rounded-lg border border-line p-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,1.5fr)_minmax(0,3fr)_auto] sm:items-start">
            <legend className="sr-only">{name}</legend>
            <TextField
              label={t`Name`}
              value={row.name}
              onChange={(next) => set(place, { name: next, ...(row.isNew && (row.level === '' || row.level === codeOf(row.name)) && { level: next.trim() === '' ? '' : codeOf(next) }) })}
              errorMessage={isAsked && faults.name ? i18n._(WORD_FAULTS[faults.name]) : null}
            />
            <CodeField row={row} code={row.level} fault={isAsked ? faults.code : undefined} onChange={(level) => set(place, { level })} />
            <TextField
              label={t`Grades`}
              description={place === 0 ? t`With spaces between, for example: K 1 2 3` : undefined}
              value={row.grades}
              onChange={(grades) => set(place, { grades })}
              errorMessage={faults.grades ? `${faults.grades.grade}: ${i18n._(WORD_FAULTS[faults.grades.fault])}` : null}
            />
            <div className="flex sm:pt-6">
              <IconButton icon="up" label={t`Move ${name} up`} isDisabled={place === 0} onPress={() => onChange(moved(rows, place, -1))} />
              <IconButton icon="down" label={t`Move ${name} down`} isDisabled={place === rows.length - 1} onPress={() => onChange(moved(rows, place, 1))} />
              <IconButton icon="close" label={t`Remove ${name}`} isDisabled={rows.length === 1} onPress={() => onChange(rows.filter((one) => one !== row))} />
            </div>
          </fieldset>
        );
      })}
      <Button size="small" icon="plus" onPress={() => onChange([...rows, { id: nextId(rows), isNew: true, level: '', name: '', grades: '' }])}>
        <Trans>Add a level</Trans>
      </Button>
    </section>
  );
}
