import { Button } from '@kit/button';
import { ComboBox } from '@kit/combo-box';
import { Notice } from '@kit/notice';
import { Loading } from '@kit/skeleton';
import { TextField } from '@kit/text-field';
import { schoolsQuery } from '@lib/district';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { type ExpectedPupils, type Place, placeKey, placesOf, withExpected } from '../model/expected-pupils';
import { ExpectedPupilsTable } from './expected-pupils-table';

const ExpectedPupilsImport = lazy(async () => ({ default: (await import('./expected-pupils-import')).ExpectedPupilsImport }));

type ExpectedPupilsFieldsProps = {
  fiscalYear: number;
  years: number;
  levelName: (level: string) => string;
  expected: readonly ExpectedPupils[];
  onChange: (expected: readonly ExpectedPupils[]) => void;
};

const FIRST_SHOWN = 25;

/** Pupils that somebody knows for a school and year, by hand or from a file; they go before growth. */
export function ExpectedPupilsFields({ fiscalYear, years, levelName, expected, onChange }: ExpectedPupilsFieldsProps) {
  const { t } = useLingui();
  const schools = useQuery(schoolsQuery(fiscalYear)).data;
  const places = useMemo(() => placesOf(schools ?? [], levelName), [schools, levelName]);
  const [isOpen, setOpen] = useState(expected.length > 0);
  const [added, setAdded] = useState<readonly string[]>([]);
  const [search, setSearch] = useState('');
  const [shownCount, setShownCount] = useState(FIRST_SHOWN);
  const [removed, setRemoved] = useState<readonly ExpectedPupils[] | null>(null);
  const ahead = Array.from({ length: years - 1 }, (_, index) => fiscalYear + index + 1);
  const rows = rowsOf(places, expected, added, levelName);
  const wanted = search.trim().toLowerCase();
  const found = rows.filter((row) => `${row.name} ${row.schoolId}`.toLowerCase().includes(wanted));
  const given = new Set(rows.map((row) => row.key));
  const pupilsNow = new Map(schools?.map((school) => [school.school_id, school.levels.length === 1 ? school.pupil_count : null]));
  function change(next: readonly ExpectedPupils[]) {
    setRemoved(null);
    onChange(next);
  }
  return (
    <div className="mt-4 border-t border-line pt-3">
      <Button variant="quiet" size="small" icon={isOpen ? 'chevron-down' : 'chevron-right'} onPress={() => setOpen(!isOpen)} aria-expanded={isOpen}>
        {expected.length === 0 ? <Trans>Pupils known by school</Trans> : <Plural value={expected.length} one="Pupils known by school: # figure" other="Pupils known by school: # figures" />}
      </Button>
      {isOpen && (
        <div className="mt-3 space-y-4">
          <p className="max-w-line text-sm text-muted">
            <Trans>A new building, a closing or your own forecast: what stands here goes before growth, and every need grows with it. This browser keeps it for this scenario; nobody else sees it.</Trans>
          </p>
          {removed !== null && (
            <Notice
              title={<Plural value={removed.length} one="# figure was removed." other="# figures were removed." />}
              actions={
                <Button size="small" onPress={() => change(removed)}>
                  <Trans>Undo</Trans>
                </Button>
              }
            />
          )}
          {rows.length > FIRST_SHOWN && <TextField label={t`Find a school`} type="search" value={search} onChange={setSearch} className="w-64 max-w-full" />}
          {rows.length > 0 && (
            <ExpectedPupilsTable
              rows={found.slice(0, shownCount)}
              years={ahead}
              pupilsNow={(row) => pupilsNow.get(row.schoolId) ?? null}
              value={(row, year) => expected.find((one) => one.fiscal_year === year && placeKey(one.school_id, one.level) === row.key)?.pupils ?? null}
              onChange={(row, year, pupils) => change(withExpected(expected, row, year, pupils))}
              onRemove={(row) => {
                setAdded(added.filter((one) => one !== row.key));
                const rest = expected.filter((one) => placeKey(one.school_id, one.level) !== row.key);
                onChange(rest);
                setRemoved(rest.length === expected.length ? null : expected);
              }}
            />
          )}
          {found.length > shownCount && (
            <Button size="small" onPress={() => setShownCount(shownCount + 100)}>
              <Trans>Show more of {found.length} schools</Trans>
            </Button>
          )}
          <div className="flex flex-wrap items-end gap-3">
            <ComboBox
              // A new one for every addition, so that the text of the last is gone.
              key={added.length}
              className="w-72 max-w-full"
              label={t`Expect pupils at a school`}
              placeholder={t`Choose a school`}
              items={places.filter((place) => !given.has(place.key)).map((place) => ({ id: place.key, label: place.name }))}
              selected={null}
              onSelect={(key) => key !== null && setAdded([...added, key])}
            />
            {rows.length > 0 && (
              <Button
                onPress={() => {
                  setAdded([]);
                  onChange([]);
                  setRemoved(expected.length === 0 ? null : expected);
                }}
              >
                <Trans>Remove all</Trans>
              </Button>
            )}
          </div>
          <Suspense fallback={<Loading lines={1} />}>
            <ExpectedPupilsImport places={places} fiscalYear={fiscalYear} years={years} onTake={(taken) => change(merged(expected, taken))} />
          </Suspense>
        </div>
      )}
    </div>
  );
}

/** Schools that have a figure, and those that somebody is about to give one; a school that is gone keeps its id. */
function rowsOf(places: readonly Place[], expected: readonly ExpectedPupils[], added: readonly string[], levelName: (level: string) => string): Place[] {
  const wanted = new Map(expected.map((one) => [placeKey(one.school_id, one.level), one]));
  const known = new Set(places.map((place) => place.key));
  const gone = [...wanted].filter(([key]) => !known.has(key)).map(([key, one]) => ({ key, schoolId: one.school_id, level: one.level, name: `${one.school_id}, ${levelName(one.level)}` }));
  return [...places.filter((place) => wanted.has(place.key) || added.includes(place.key)), ...gone];
}

const idOf = (one: ExpectedPupils) => `${placeKey(one.school_id, one.level)}|${one.fiscal_year}`;

/** What was read replaces what stood at the same school, level and year. */
function merged(expected: readonly ExpectedPupils[], taken: readonly ExpectedPupils[]): ExpectedPupils[] {
  const replaced = new Set(taken.map(idOf));
  return [...expected.filter((one) => !replaced.has(idOf(one))), ...taken];
}
