/** Rows of cells out of a text: comma, semicolon or tab between them, quotes around what holds one of these. */
export function textTable(text: string): string[][] {
  const plain = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  const mark = separatorOf(plain);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < plain.length; at++) {
    const character = plain[at];
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (plain[at + 1] === '"') {
        cell += '"';
        at++;
      } else isQuoted = false;
    } else if (character === '"' && cell.trim() === '') {
      isQuoted = true;
      cell = '';
    } else if (character === mark || character === '\n') {
      row.push(cell.trim());
      cell = '';
      if (character === '\n') {
        rows.push(row);
        row = [];
      }
    } else cell += character;
  }
  row.push(cell.trim());
  rows.push(row);
  return rows;
}

/** As the header has it; a tab is what a spreadsheet pastes. */
function separatorOf(text: string): string {
  const [header = ''] = text.split('\n', 1);
  return ['\t', ';', ','].find((mark) => header.includes(mark)) ?? ',';
}
