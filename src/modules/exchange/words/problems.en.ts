import type { ProblemParams, ProblemWords } from './problems.zh-CN.ts'

const at = (p: ProblemParams) => (p.column ? `Column “${p.column}”` : 'This row')
const said = (p: ProblemParams) => (p.value ? `“${p.value}”` : 'the value')

export const readingProblems: ProblemWords = {
  fileMissing: () => 'The file is missing or may not be opened; choose it again.',
  fileNotPlain: () => 'This is not a file; choose a CSV or xlsx file rather than a folder.',
  fileEmpty: () => 'The file has nothing in it; check that the export succeeded and upload it again.',
  fileTooLarge: (p) =>
    `The file has ${p.size} MB and the limit is ${p.limit} MB; split it into several files.`,
  headerOnly: () => 'There is a header but no data; fill in rows below it and import again.',
  formatOldExcel: () => 'This is an old Excel file (.xls); save it as .xlsx in Excel and import that.',
  formatEncryptedExcel: () =>
    'This Excel file is protected by a password; save a copy without one and import that.',
  formatBinaryExcel: () => 'This is a binary Excel file (.xlsb); save it as .xlsx and import that.',
  formatOffice: () => 'This is not an Excel workbook; export the table as .xlsx or CSV.',
  formatPdf: () => 'This is a PDF, from which no table can be read; find the original Excel or CSV file.',
  formatImage: (p) => `This is an image (${p.format}); provide an Excel or CSV file.`,
  formatHtml: () => 'This is a web page with another file ending; open it in Excel and save it as .xlsx.',
  formatArchive: () => 'This is an archive; unpack it and import the table inside.',
  formatBinary: (p) => `This is not a table (${p.format ?? 'unknown format'}); provide an .xlsx or CSV file.`,
  cancelled: () => 'Reading was cancelled; nothing was imported.',
  zipDamaged: () =>
    'The Excel file is damaged or incomplete; download it again, or open it in Excel and save a copy.',
  zipEncrypted: () => 'The contents of this file are encrypted; remove the password and import again.',
  zipTooManyEntries: (p) =>
    `The file consists of ${p.found} parts and the limit is ${p.limit}; copy the sheet into a new file.`,
  zipTooLarge: (p) => `The file is too large once unpacked (${p.part}); split it, or import it as CSV.`,
  zipBomb: (p) =>
    `${p.part} in the file unpacks to ${p.ratio} times its size and was not opened, for safety; import it as CSV.`,
  xmlDoctype: () =>
    'The file holds a declaration no workbook has and was not read, for safety; open it in Excel and save a copy.',
  xmlTooDeep: () =>
    'The file is built in an unusual way and was not read, for safety; open it in Excel and save a copy.',
  xmlDamaged: () => 'The file is damaged from here on; open it in Excel, save a copy and import that.',
  sharedStringsTooLarge: () => 'The file holds too much text; split it, or import it as CSV.',
  sheetMissing: (p) => `There is no sheet called ${said(p)}; choose one of: ${p.sheets}.`,
  sheetSeveral: (p) => `The file has several sheets (${p.sheets}); is “${p.sheet}” the one to import?`,
  sheetHidden: (p) => `Sheet “${p.sheet}” is hidden and was not read; name it if it is needed.`,
  formula: (p) => `Cell ${p.cell} is a formula and was read as its last result, ${said(p)}; please check it.`,
  formulaWithoutValue: (p) =>
    `The formula in cell ${p.cell} has no result; open and save the file in Excel, then import it.`,
  errorCell: (p) => `Cell ${p.cell} shows the error ${said(p)}; correct it to import this row.`,
  mergedCells: (p) =>
    `${p.range} is merged, and every row of it was given the first cell's value; please check.`,
  mergedTooMany: (p) =>
    `There are more than ${p.limit} merged ranges and the rest were not filled; unmerge them and import again.`,
  encodingUnknown: (p) =>
    `The encoding ${said(p)} is not known; choose UTF-8, UTF-16, GB18030 (GBK), Big5 or Windows-1252.`,
  encodingProposed: (p) =>
    `The file does not say its encoding; it looks like ${p.encoding} (${p.confidence} % sure). Check the preview, and choose another if it reads wrong.`,
  malformedText: (p) =>
    `${at(p)} has ${p.count} places that cannot be read as ${p.encoding}; choose another encoding or correct the row.`,
  replacementChar: (p) =>
    `${at(p)} holds “�”: a character was lost before the export; look it up in the original.`,
  nulRemoved: (p) => `${at(p)} held invisible NUL characters; they were taken out and the rest is unchanged.`,
  loneSurrogate: (p) => `${at(p)} held half a character, which became “�”; please check it.`,
  quoteNotClosed: (p) =>
    `${at(p)} opens a quote that never closes; the row was read as it stands. Close the quote to import it.`,
  strayQuote: (p) => `${at(p)} has text after a closing quote; it was kept as it stands, please check it.`,
  quotesBroken: () =>
    'From this row on too many quotes do not close for the columns to be told apart; check the file, or use xlsx.',
  cellTooLong: (p) =>
    `${at(p)} has ${p.length} characters and the limit is ${p.limit}; shorten it to import this row.`,
  recordTooLong: () =>
    'This row is too long to be a row: a quote may not close, or the file is no table; check it and import again.',
  tooManyColumns: (p) => `There are ${p.found} columns and the limit is ${p.limit}; remove those not needed.`,
  tooManyRows: (p) => `There are more than ${p.limit} rows; split the file.`,
  rowShort: (p) =>
    `This row has ${p.found} cells and the header ${p.expected}; the missing ones are taken as empty, check that nothing has shifted.`,
  rowLong: (p) =>
    `This row has ${p.found} cells and the header ${p.expected}; the extra ones (${p.value}) are not imported, check that nothing has shifted.`,
  headerEmpty: (p) => `Column ${p.column} has no name in the header; give it one, or map it.`,
  headerDuplicate: (p) =>
    `Columns ${p.first} and ${p.column} are both called ${said(p)}; rename one, or choose in the mapping.`,
  required: (p) => `${at(p)} is required; fill it in to import this row.`,
  notANumber: (p) => `${at(p)}: ${said(p)} is not a number; write it like 12000 or 12,000.50.`,
  numberAmbiguous: (p) =>
    `${at(p)}: ${said(p)} can be read in two ways; say first what comma and point mean here.`,
  notADate: (p) => `${at(p)}: ${said(p) || 'the value'} is not a date; write it like 2017-03-01.`,
  dateImpossible: (p) =>
    `${at(p)}: ${said(p)} is not a day of the calendar in the order chosen; check day, month and year.`,
  dateOrder: (p) =>
    p.orders
      ? `${at(p)}: ${said(p)} can mean ${p.days}${p.companion ? ` (column “${p.companion}” speaks for the first)` : ''}; choose the order of day, month and year.`
      : `${at(p)}: ${said(p)} can be read in several ways; choose the order of day, month and year for this column.`,
  dateDisagrees: (p) =>
    `${at(p)}: ${said(p)} is not in the quarter given beside it; check which of the two is wrong.`,
  notAPeriod: (p) => `${at(p)}: ${said(p)} names no quarter; write it like Q4 2016.`,
  numberStyle: (p) =>
    `${at(p)}: its numbers (${p.examples}) can be read in two ways; choose whether the comma groups thousands or marks the fraction.`,
  unitUnknown: (p) => `${at(p)} states no unit: is ${said(p)} in ones, thousands or millions? Choose one.`,
  currencyMixed: (p) => `${at(p)} holds several currencies; each was kept and none converted, please check.`,
  enumUnknown: (p) =>
    `${at(p)}: ${said(p)} is not one of the choices; change it, or add it in the settings first.`,
  enumNear: (p) =>
    `${at(p)}: is ${said(p)} a misspelling of “${p.proposed}”? It is in ${p.rows} rows; please confirm.`,
  referenceEqual: (p) =>
    `${at(p)}: ${said(p)} differs from “${p.proposed}” only in spelling; are they the same? It is in ${p.rows} rows; please confirm.`,
  referenceNear: (p) =>
    `${at(p)}: does ${said(p)} mean “${p.proposed}”? It is in ${p.rows} rows; please confirm.`,
  referenceNone: (p) =>
    `${at(p)}: there is no record called ${said(p)} (${p.rows} rows); import it first, or use a name that exists.`,
  referenceSeveral: (p) => `${at(p)}: ${said(p)} may be any of ${p.proposed} (${p.rows} rows); choose one.`,
  targetAmbiguous: (p) => `It is not certain what ${p.file} contains; choose what to import it as.`,
  targetUnknown: (p) =>
    `The header does not tell what ${p.file} contains; choose what to import it as, or check that the first row is the header.`,
  columnAmbiguous: (p) => `${at(p)} suits several fields (${p.fields}); choose one.`,
  columnUnmapped: (p) =>
    `${at(p)} has no field, so its ${p.rows} values are not imported; map it if they are needed.`,
  fieldMissing: (p) => `The required field “${p.field}” is missing; say which column it is.`,
  duplicateName: (p) =>
    `${said(p)} has the same name as row ${p.first}; check whether they are one, and delete the repeated row.`,
  duplicateExternalId: (p) =>
    `The id ${said(p)} is that of row ${p.first}, too; check them and delete the repeated row.`,
  projectWithoutAccount: () => 'This project names no account; it was kept without one, please add it later.',
  accountLoop: (p) =>
    `The parent companies form a circle (${p.loop}); this row's parent ${said(p)} was taken out, check who belongs to whom.`,
  accountOwnParent: (p) => `${said(p)} is given as its own parent; this was taken out, enter the right one.`,
  memberAdded: (p) =>
    `Manager ${said(p)} is not in the list and will be added as a member; please add the e-mail address.`,
  accountAdded: (p) => `There was no account called ${said(p)}; it was created, please check its name.`,
  accountReadOnly: (p) =>
    `You may see the account ${said(p)} but not change it, so this was not imported; ask its owner for access.`,
  alreadyImported: (p) =>
    `This very file was imported on ${p.day}; importing it again creates nothing twice.`,
  controlRemoved: (p) =>
    `${at(p)} held invisible control characters; they were taken out and the rest is unchanged.`,
  currencyAssumed: (p) =>
    `${at(p)} names no currency; its ${p.rows} amounts are taken as ${p.currency}. If that is wrong, undo and choose another.`,
  externalIdTaken: (p) =>
    `The id ${said(p)} belongs to somebody else's record; check the id to import this row.`,
  titleLines: (p) =>
    `The ${p.rows} rows above the header (${said(p)}) are a title or remarks and were not taken for data; row ${p.first} is the header. If that is wrong, say which row it is.`,
  factNotAllowed: (p) =>
    `${at(p)} is personal, and only those on this customer’s team may keep it; the value was not imported.`,
  factRefused: (p) =>
    p.reason === 'hidden'
      ? `An administrator has switched off the dossier entry ${at(p).toLowerCase()} would go to; the value was not imported.`
      : p.reason === 'under-fourteen'
        ? `By ${at(p).toLowerCase()} this person is under fourteen; nothing personal is kept of them.`
        : p.reason === 'child'
          ? `${at(p)} speaks of a child under fourteen, which is not kept; the value was not imported.`
          : `${at(p)}: the value cannot be kept in the dossier and was not imported. Please check it and add it by hand.`,
  noteTooLong: (p) =>
    `${at(p)} and the need together have ${p.length} characters, more than ${p.limit}; the remark was not imported. Add it by hand.`,
  budgetCurrency: (p) =>
    `The budget ${said(p)} is in another currency than the amount and was not imported; add it by hand.`,
  fieldNotKept: (p) =>
    `The ${p.rows} values of ${at(p).toLowerCase()} have no place here yet and were not imported; keep the file.`,
  memberWithoutEmail: (p) =>
    `${said(p)} has no e-mail yet and cannot sign in; send an invitation under Members.`,
  numberOutOfRange: (p) =>
    `${at(p)}: ${said(p)} is not between ${p.least} and ${p.most}; the value was left out, please check it.`,
  ownerOutOfReach: (p) => `${said(p)} is not in your teams; the row is yours for now, hand it over later.`,
  ownerUnknown: (p) => `${said(p)} is no member here; the row is yours for now, hand it over later.`,
  parentUnknown: (p) => `There is no account called ${said(p)} to be the parent; add the parent later.`,
  personSameName: (p) =>
    `${said(p)} has the same name as row ${p.first}; both were imported, check whether they are one person.`,
  personWithoutAccount: () => 'This person names no account and was not imported; fill in the account.',
  productUnknown: (p) =>
    `There is no product called ${said(p)}; the project was kept without it, add it later.`,
  orgBlankRow: () => 'This row is blank and was skipped; nothing needs to be done.',
  orgEmptyId: (p) => `This post has no id and was called ${p.key} for now; give it one.`,
  orgDuplicateId: (p) =>
    `The post id ${said(p)} is that of row ${p.first}, too; both posts were kept and this one is called ${p.key}, please check.`,
  orgManagerMissing: (p) =>
    `It reports to ${said(p)}, which is not in the chart; the post was kept without a manager, check the id.`,
  orgManagerAmbiguous: (p) =>
    `It reports to ${said(p)}, an id ${p.count} posts have; the one in row ${p.takenRow} was taken, please check.`,
  orgSelfReport: (p) => `Post ${p.post} reports to itself; no line was drawn, enter the right manager.`,
  orgLoop: (p) =>
    `The reporting lines form a loop (${p.loop}); the line from this row to ${said(p)} was taken out, check who reports to whom.`,
  orgSeveralRoots: (p) =>
    `The chart has ${p.count} posts at the top and ${p.post} is one; check whether its manager is missing.`,
  orgNoRoot: () => 'The chart has no post at the top; check to whom the most senior post reports.',
  orgAccountNamed: (p) =>
    `Several files are of ${said(p)}; this one became the account “${p.name}”, check whether they are one.`,
  orgPostUntitled: (p) => `Post ${p.post} has no title and is called by its number; fill in its title.`,
  orgDay: () =>
    'Of which day is this chart? Departments and posts that are known already are changed as of that day.',
  orgRenumbered: () =>
    'Most post numbers mean other posts than in the chart we had; posts were recognised by department and title first, please check.',
  orgOtherPart: (p) =>
    `This chart has next to nothing in common with the one of ${said(p)}: it was added beside it and nothing was ended. If it is another company’s, take the import back and name its account.`,
  orgTakenFor: (p) =>
    p.reason === 'number'
      ? `The post ${said(p)} was taken for “${p.was}” by its number alone; this is far from sure, please check.`
      : p.reason === 'superior'
        ? `The post ${said(p)} was taken for the one of that title with the same superior, in another department by now; please check.`
        : `The post ${said(p)} was taken for “${p.was}”: the titles are near, department and superior the same; please check.`,
  orgOlderFile: (p) =>
    `This chart (${p.day}) is older than the one of ${p.later}: it was filed in the past and today’s chart stays as it is. Between the two, ${p.changes} things changed; they follow.`,
  orgAdded: (p) => `${kind(p)} ${said(p)} is new${p.is ? ` in “${p.is}”` : ''}${upTo(p)}.`,
  orgGone: (p) =>
    `${kind(p)} ${said(p)} is gone${p.was ? ` from “${p.was}”` : ''}${upTo(p)}; it stays in the history.`,
  orgMoved: (p) =>
    `${kind(p)} ${said(p)} moved${p.field === 'reportsToId' ? ' to another superior' : ''}: from ${place(p.was)} to ${place(p.is)}${upTo(p)}.`,
  orgRenamed: (p) => `${kind(p)} “${p.was}” is now called “${p.is}”${upTo(p)}.`,
  orgChanged: (p) => `${kind(p)} ${said(p)} was changed: ${place(p.was)} became ${place(p.is)}${upTo(p)}.`,
}

const kind = (p: { [key: string]: unknown }) => (p.kind === 'unit' ? 'Department' : 'Post')
const place = (name: unknown) => (name ? `“${name}”` : 'none')
const upTo = (p: { [key: string]: unknown }) => (p.until ? ` by ${p.until}` : '')
