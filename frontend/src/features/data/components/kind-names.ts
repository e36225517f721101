import type { ImportKind } from '@lib/api-types';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

export type KindWords = { name: MessageDescriptor; what: MessageDescriptor; isNeeded: boolean };

/** The kinds of data in the order they are needed: schools first, as the others name them. */
export const KINDS: Record<ImportKind, KindWords> = {
  schools: { name: msg`Schools`, what: msg`Each school with its name, levels and grades.`, isNeeded: true },
  counts: { name: msg`Pupil counts`, what: msg`Pupils by school, level and need category.`, isNeeded: true },
  revenue_sources: { name: msg`Revenue sources`, what: msg`Each source with its amount, and whether it is restricted.`, isNeeded: true },
  current_budgets: { name: msg`Last year’s budgets`, what: msg`What each school has now; without it there is nothing to compare with.`, isNeeded: false },
  school_grants: { name: msg`School grants`, what: msg`Named amounts for named schools.`, isNeeded: false },
  measures: { name: msg`Measures`, what: msg`Any other number for each school that a rule may use.`, isNeeded: false },
  staff: { name: msg`Staff`, what: msg`A payroll extract: jobs, positions, salaries and who pays. No names or ids are kept.`, isNeeded: false },
  actual_expenditures: { name: msg`Actual expenditures`, what: msg`What each school really spent in the year before, federal and other, staff and the rest: for the federal report.`, isNeeded: false },
};

export const KIND_ORDER = Object.keys(KINDS) as ImportKind[];

export const FIELD_NAMES: Record<string, MessageDescriptor> = {
  school_id: msg`School code`,
  name: msg`Name`,
  levels: msg`Levels`,
  school_type: msg`School type`,
  grades_low: msg`Lowest grade`,
  grades_high: msg`Highest grade`,
  opened_on: msg`Opened on`,
  closed_on: msg`Closed on`,
  flags: msg`Flags`,
  level: msg`Level`,
  need_category: msg`Need category`,
  pupil_count: msg`Pupil count`,
  basis: msg`Basis of the count`,
  counted_on: msg`Counted on`,
  school_name: msg`School name`,
  fiscal_year: msg`Fiscal year`,
  measure: msg`Measure`,
  value: msg`Value`,
  source_id: msg`Source code`,
  funder: msg`Funder`,
  restricted: msg`Restricted`,
  amount: msg`Amount`,
  account_code: msg`Account code`,
  label: msg`Label`,
  employee_id: msg`Employee id (counted, not kept)`,
  job_class: msg`Job class`,
  fte: msg`Full-time equivalents`,
  salary: msg`Salary`,
  benefits: msg`Benefits`,
  longevity: msg`Longevity pay`,
  funding: msg`Paid from`,
  federal: msg`Federal money`,
  years: msg`Years of service`,
  federal_personnel: msg`Federal, staff`,
  federal_other: msg`Federal, other`,
  state_local_personnel: msg`State and local, staff`,
  state_local_other: msg`State and local, other`,
};
