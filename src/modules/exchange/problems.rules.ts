/**
 * What can be wrong with an import, as data: a code and its parameters, never a sentence. The words for each
 * code are in `words/problems.*.ts`, because language belongs to the reader of the report.
 */
export const problemCodes = [
  // the file
  'fileMissing',
  'fileNotPlain',
  'fileEmpty',
  'fileTooLarge',
  'headerOnly',
  'formatOldExcel',
  'formatEncryptedExcel',
  'formatBinaryExcel',
  'formatOffice',
  'formatPdf',
  'formatImage',
  'formatHtml',
  'formatArchive',
  'formatBinary',
  'cancelled',
  // the container of an xlsx
  'zipDamaged',
  'zipEncrypted',
  'zipTooManyEntries',
  'zipTooLarge',
  'zipBomb',
  'xmlDoctype',
  'xmlTooDeep',
  'xmlDamaged',
  'sharedStringsTooLarge',
  // its sheets and cells
  'sheetMissing',
  'sheetSeveral',
  'sheetHidden',
  'formula',
  'formulaWithoutValue',
  'errorCell',
  'mergedCells',
  'mergedTooMany',
  // text and table
  'encodingUnknown',
  'encodingProposed',
  'malformedText',
  'replacementChar',
  'nulRemoved',
  'loneSurrogate',
  'quoteNotClosed',
  'strayQuote',
  'quotesBroken',
  'cellTooLong',
  'recordTooLong',
  'tooManyColumns',
  'tooManyRows',
  'rowShort',
  'rowLong',
  'titleLines',
  'headerEmpty',
  'headerDuplicate',
  // values
  'required',
  'notANumber',
  'numberAmbiguous',
  'notADate',
  'dateImpossible',
  'dateOrder',
  'dateDisagrees',
  'notAPeriod',
  'numberStyle',
  'unitUnknown',
  'currencyMixed',
  'enumUnknown',
  'enumNear',
  'referenceEqual',
  'referenceNear',
  'referenceNone',
  'referenceSeveral',
  // understanding the files
  'targetAmbiguous',
  'targetUnknown',
  'columnAmbiguous',
  'columnUnmapped',
  'fieldMissing',
  'duplicateName',
  'duplicateExternalId',
  'projectWithoutAccount',
  'accountLoop',
  'accountOwnParent',
  'memberAdded',
  // while importing
  'accountAdded',
  'accountReadOnly',
  'alreadyImported',
  'controlRemoved',
  'currencyAssumed',
  'externalIdTaken',
  'fieldNotKept',
  'factNotAllowed',
  'factRefused',
  'budgetCurrency',
  'noteTooLong',
  'memberWithoutEmail',
  'numberOutOfRange',
  'ownerOutOfReach',
  'ownerUnknown',
  'parentUnknown',
  'personSameName',
  'personWithoutAccount',
  'productUnknown',
  // organisation charts
  'orgBlankRow',
  'orgEmptyId',
  'orgDuplicateId',
  'orgManagerMissing',
  'orgManagerAmbiguous',
  'orgSelfReport',
  'orgLoop',
  'orgSeveralRoots',
  'orgNoRoot',
  'orgAccountNamed',
  'orgPostUntitled',
  'orgDay',
  'orgRenumbered',
  'orgOtherPart',
  'orgTakenFor',
  'orgOlderFile',
  'orgAdded',
  'orgGone',
  'orgMoved',
  'orgRenamed',
  'orgChanged',
] as const

export type ProblemCode = (typeof problemCodes)[number]

/** `error`: the row (or file) cannot be imported as it is. `warning`: imported, look at it. `question`: answer once. */
export type Severity = 'error' | 'warning' | 'question'

export type Problem = {
  /** 1-based, as the user sees it in the file; the header is row 1. Absent: the file as a whole. */
  row?: number
  /** The header's name of the column, or its letter where the header has none. */
  column?: string
  code: ProblemCode
  severity: Severity
  params: Record<string, string | number>
  /** The value as it stands in the file, cut to 200 characters. */
  value?: string
}

const SHOWN = 200

/** Cuts a value for display, never in the middle of a surrogate pair, and never with a NUL or a lone surrogate. */
export function shown(value: string): string {
  const clean = value.replaceAll('\0', '␀').toWellFormed()
  return clean.length <= SHOWN ? clean : `${clean.slice(0, SHOWN).toWellFormed()}…`
}

export function problem(
  code: ProblemCode,
  severity: Severity,
  where: { row?: number; column?: string; value?: string; params?: Problem['params'] } = {},
): Problem {
  const made: Problem = { code, severity, params: where.params ?? {} }
  if (where.row !== undefined) made.row = where.row
  if (where.column !== undefined) made.column = where.column
  if (where.value !== undefined) made.value = shown(where.value)
  return made
}

/** A column's letter as spreadsheets show it: 0 → A, 25 → Z, 26 → AA. */
export function columnLetter(index: number): string {
  let letters = ''
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) {
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  }
  return letters
}
