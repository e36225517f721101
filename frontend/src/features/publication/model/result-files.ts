import type { AllocationResult } from '@lib/api-types';

const dollars = (cents: number): string => {
  const sign = cents < 0 ? '-' : '';
  const whole = Math.abs(cents);
  return `${sign}${Math.trunc(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
};

/** Quoted where needed; a cell that a spreadsheet would run as a formula is made text. */
function cell(value: string): string {
  const text = /^[=+@\t\r]|^-(?![\d.])/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One row per school and component, in dollars and cents; rows of zero are left out. */
export function allocationsCsv(result: AllocationResult): string {
  const lines = [['school_id', 'school_name', 'source_id', 'component_id', 'component', 'amount'].join(',')];
  for (const [index, schoolId] of result.school_ids.entries()) {
    for (const component of result.components) {
      const cents = component.amounts_cents[index] ?? 0;
      if (cents === 0) continue;
      const cells = [schoolId, result.school_names[index] ?? '', component.source_id ?? '', component.component_id, component.label];
      lines.push(`${cells.map(cell).join(',')},${dollars(cents)}`);
    }
  }
  return `${lines.join('\r\n')}\r\n`;
}

export function schoolTotalsCsv(result: AllocationResult): string {
  const lines = ['school_id,school_name,pupils,formula,top_up,reduction,total,current,change'];
  for (const [index, schoolId] of result.school_ids.entries()) {
    const [current, change] = [result.current_cents[index] ?? null, result.change_cents[index] ?? null];
    lines.push(
      [
        cell(schoolId),
        cell(result.school_names[index] ?? ''),
        result.pupil_counts[index] ?? '',
        dollars(result.formula_cents[index] ?? 0),
        dollars(result.top_up_cents[index] ?? 0),
        dollars(result.reduction_cents[index] ?? 0),
        dollars(result.totals_cents[index] ?? 0),
        current === null ? '' : dollars(current),
        change === null ? '' : dollars(change),
      ].join(','),
    );
  }
  return `${lines.join('\r\n')}\r\n`;
}
