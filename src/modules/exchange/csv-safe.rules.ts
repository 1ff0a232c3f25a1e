/**
 * Spreadsheets run a cell that begins with = + - @ (or a tab or return before them) as a formula. Text that came
 * in from outside must not run when a colleague opens our export, so exporters pass every text through here:
 * a leading apostrophe makes it text. Plain numbers such as -12.5 stay numbers. Import never changes a value.
 */
export function csvSafe(value: string): string {
  if (!/^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value)) return value
  if (/^[+-]?(\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?$/i.test(value)) return value
  return `'${value}`
}

/** One CSV cell: neutralised, and quoted where the format asks for it. */
export function csvCell(value: string): string {
  const safe = csvSafe(value)
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
