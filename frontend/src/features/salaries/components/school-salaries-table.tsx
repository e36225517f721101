import { DataTable } from '@kit/data-table';
import { Dialog } from '@kit/dialog';
import { DiffValue } from '@kit/diff-value';
import { TextField } from '@kit/text-field';
import type { Salaries, SchoolSalaries } from '@lib/api-types';
import { formatCents, formatDollars } from '@lib/money';
import { formatDecimal, formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';

type TableProps = { salaries: Salaries; year: number };

/** Every school's staff at its own cost and at averages; a row opens its job classes. */
export function SchoolSalariesTable({ salaries, year }: TableProps) {
  const { t } = useLingui();
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<SchoolSalaries | null>(null);
  const wanted = search.trim().toLowerCase();
  const shown = wanted === '' ? salaries.schools : salaries.schools.filter((school) => `${school.name} ${school.school_id}`.toLowerCase().includes(wanted));
  const changes = new Map(salaries.schools.map((school, index) => [school.school_id, salaries.years[year]?.change_cents[index] ?? 0]));
  const change = (school: SchoolSalaries) => changes.get(school.school_id) ?? 0;
  const largest = Math.max(...salaries.schools.map((school) => Math.abs(school.transfer_cents)), 1);
  const total = (of: (school: SchoolSalaries) => number) => shown.reduce((sum, school) => sum + of(school), 0);
  return (
    <>
      <DataTable
        caption={t`Dollars a year. Above zero, averaging makes the school pay more than its own staff costs.`}
        rows={shown}
        rowId={(school) => school.school_id}
        initialSort={{ columnId: 'transfer', direction: 'descending' }}
        onOpenRow={setOpen}
        selectedRowId={open?.school_id ?? null}
        toolbar={<TextField label={t`Find a school`} type="search" value={search} onChange={setSearch} className="w-64 max-w-full" />}
        columns={[
          { id: 'name', header: t`School`, cell: (school) => school.name, sortValue: (school) => school.name, footer: <Trans>{shown.length} schools</Trans> },
          { id: 'people', header: t`People`, align: 'end', hideBelow: 'lg', cell: (school) => formatWhole(school.people), sortValue: (school) => school.people, footer: formatWhole(total((school) => school.people)) },
          { id: 'years', header: t`Mean years`, align: 'end', hideBelow: 'md', cell: (school) => (school.years === null ? '*' : formatDecimal(school.years)), sortValue: (school) => (school.years === null ? null : Number(school.years)) },
          { id: 'actual', header: t`Actual cost`, align: 'end', hideBelow: 'md', cell: (school) => formatDollars(school.actual_cents), sortValue: (school) => school.actual_cents, footer: formatDollars(total((school) => school.actual_cents)) },
          { id: 'average', header: t`At averages`, align: 'end', hideBelow: 'md', cell: (school) => formatDollars(school.average_cents), sortValue: (school) => school.average_cents, footer: formatDollars(total((school) => school.average_cents)) },
          { id: 'transfer', header: t`Pays for others`, align: 'end', cell: (school) => <Transfer cents={school.transfer_cents} largest={largest} />, sortValue: (school) => school.transfer_cents, footer: formatDollars(total((school) => school.transfer_cents)) },
          { id: 'per_pupil', header: t`Per pupil`, align: 'end', hideBelow: 'sm', cell: (school) => (school.transfer_per_pupil_cents === null ? '–' : formatDollars(school.transfer_per_pupil_cents)), sortValue: (school) => school.transfer_per_pupil_cents },
          { id: 'change', header: t`Change in year ${year}`, align: 'end', hideBelow: 'lg', cell: (school) => <DiffValue value={change(school)} />, sortValue: change, footer: <DiffValue value={total(change)} /> },
        ]}
      />
      <Dialog isOpen={open !== null} onClose={() => setOpen(null)} size="wide" title={open === null ? '' : t`Staff of ${open.name}`}>
        {open !== null && <JobClasses school={open} />}
      </Dialog>
    </>
  );
}

/** What a school pays for others is a burden, so above zero is not the good colour. */
function Transfer({ cents, largest }: { cents: number; largest: number }) {
  const { t } = useLingui();
  return (
    <span className="inline-flex flex-col items-stretch">
      <span className="whitespace-nowrap tabular-nums">
        {formatDollars(cents)}
        <span className="sr-only"> {cents > 0 ? t`(pays for others)` : cents < 0 ? t`(is paid for)` : ''}</span>
      </span>
      <svg aria-hidden="true" viewBox="0 0 100 3" preserveAspectRatio="none" className="mt-0.5 h-[3px] w-full min-w-16">
        <rect x="0" y="1" width="100" height="1" className="fill-line" />
        <rect x={cents < 0 ? 50 - (Math.abs(cents) / largest) * 50 : 50} y="0" width={(Math.abs(cents) / largest) * 50} height="3" className={cents > 0 ? 'fill-negative' : 'fill-positive'} />
      </svg>
    </span>
  );
}

const cents = (value: number | null) => (value === null ? '*' : formatCents(value));

function JobClasses({ school }: { school: SchoolSalaries }) {
  const { t } = useLingui();
  return (
    <>
      <p className="mb-3 max-w-line text-muted">
        <Trans>
          The school’s staff costs {formatCents(school.actual_cents)}; at averages it is charged {formatCents(school.average_cents)}. A star hides money that too few people share, or that would tell another star.
        </Trans>
      </p>
      <DataTable
        caption={t`Job classes`}
        hideCaption
        rows={school.classes}
        rowId={(each) => each.job_class}
        columns={[
          { id: 'job', header: t`Job class`, cell: (each) => each.job_class },
          { id: 'people', header: t`People`, align: 'end', cell: (each) => formatWhole(each.people) },
          { id: 'fte', header: t`Full-time`, align: 'end', cell: (each) => formatDecimal(each.fte) },
          { id: 'actual', header: t`Actual cost`, align: 'end', cell: (each) => cents(each.actual_cents) },
          { id: 'average', header: t`At averages`, align: 'end', cell: (each) => cents(each.average_cents) },
          { id: 'transfer', header: t`Pays for others`, align: 'end', cell: (each) => cents(each.transfer_cents) },
        ]}
      />
    </>
  );
}
