"""The bench's model as somebody would type it in a spreadsheet: no exact rounding, hold harmless in one go.

It is what LibreOffice is fastest at: one weighted sum and one share per school and source, floats throughout.
"""

import io

import numpy as np
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from services.allocation.domain.coefficients import weight_coefficients
from services.allocation.domain.result import Result
from services.allocation.domain.rules import WeightedPool


def lean_sheet(result: Result) -> bytes:
    """Return the workbook: counts, weights, shares of every source, floors, and who pays in proportion to the gain."""
    prepared = result.prepared
    schools, cells = prepared.cells.counts.shape
    pools = [
        (ledger, component)
        for ledger in result.ledgers
        for component in ledger.components
        if isinstance(component.rule, WeightedPool)
    ]
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Model")
        weights = workbook.add_worksheet("Weights")
        for row, (_, component) in enumerate(pools):
            assert isinstance(component.rule, WeightedPool)
            coefficients = weight_coefficients(prepared, component.rule)
            weights.write_row(row, 0, [value / coefficients.denominator for value in coefficients.values])
            weights.write_number(row, cells, (component.pool_cents or 0) / 100)
        last = xl_col_to_name(cells - 1)
        end = schools
        for row in range(schools):
            sheet.write_row(row, 0, (prepared.cells.counts[row] / prepared.count_scale).tolist())
        for number, (ledger, _) in enumerate(pools):
            weighted, share = cells + 2 * number, cells + 2 * number + 1
            name = xl_col_to_name(weighted)
            eligible = ledger.eligible.astype(np.int64).tolist()
            for row in range(schools):
                product = f"SUMPRODUCT($A{row + 1}:${last}{row + 1},Weights!$A${number + 1}:${last}${number + 1})"
                sheet.write_formula(row, weighted, f"={eligible[row]}*{product}", None, 0)
                pool = f"Weights!${xl_col_to_name(cells)}${number + 1}"
                formula = f"={name}{row + 1}/SUM({name}$1:{name}${end})*{pool}"
                # Summing a column in every row would be foolish; people put the sum in a cell of its own.
                sheet.write_formula(row, share, formula.replace(f"SUM({name}$1:{name}${end})", f"Weights!${name}$40"))
            weights.write_formula(39, weighted, f"=SUM(Model!{name}1:{name}{end})", None, 0)
        _hold_harmless(sheet, weights, result, cells, len(pools))
    return file.getvalue()


def _hold_harmless(sheet: Worksheet, weights: Worksheet, result: Result, cells: int, pools: int) -> None:
    first = cells + 2 * pools
    total, current, top, gain, final = (xl_col_to_name(first + place) for place in range(5))
    for row in range(result.prepared.school_count):
        shares = ",".join(xl_rowcol_to_cell(row, cells + 2 * number + 1) for number in range(pools))
        here = row + 1
        sheet.write_formula(row, first, f"=SUM({shares})", None, 0)
        sheet.write_number(row, first + 1, int(result.prepared.current_cents[row]) / 100)
        sheet.write_formula(row, first + 2, f"=MAX(0,0.4*{current}{here}-{total}{here})", None, 0)
        sheet.write_formula(row, first + 3, f"=MAX(0,{total}{here}-0.4*{current}{here})", None, 0)
        paid = f"{gain}{here}/Weights!$A$42*Weights!$A$41"
        sheet.write_formula(row, first + 4, f"={total}{here}+{top}{here}-{paid}", None, 0)
    end = result.prepared.school_count
    weights.write_formula(40, 0, f"=SUM(Model!{top}1:{top}{end})", None, 0)
    weights.write_formula(41, 0, f"=SUM(Model!{gain}1:{gain}{end})", None, 0)
    weights.write_formula(42, 0, f"=SUM(Model!{final}1:{final}{end})", None, 0)
