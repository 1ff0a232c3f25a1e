import type { AccountRecord } from '../accounts.contract.ts'

/** What the form edits: short names as one line, the parent with its name. */
export interface AccountDraft
  extends Pick<
    AccountRecord,
    | 'name'
    | 'ownership'
    | 'industry'
    | 'industryNote'
    | 'businessNote'
    | 'employees'
    | 'revenue'
    | 'foundedYear'
    | 'region'
    | 'parent'
    | 'tier'
    | 'lifecycle'
    | 'nextStep'
    | 'nextStepOn'
  > {
  shortNames: string
  creditCode: string
}

export function draftOf(account: AccountRecord): AccountDraft {
  const { name, ownership, industry, industryNote, businessNote, employees, revenue, foundedYear } = account
  const { region, parent, tier, lifecycle, nextStep, nextStepOn } = account
  return {
    ...{ name, ownership, industry, industryNote, businessNote, employees, revenue, foundedYear },
    ...{ region, parent, tier, lifecycle, nextStep, nextStepOn },
    shortNames: account.shortNames.join('、'),
    creditCode: account.creditCode ?? '',
  }
}

/** The draft as the endpoint takes it. */
export function bodyOf({ parent, shortNames, creditCode, ...fields }: AccountDraft) {
  return {
    ...fields,
    parentId: parent?.id ?? null,
    shortNames: namesIn(shortNames),
    creditCode: creditCode.trim() === '' ? null : creditCode,
  }
}

/** "华电院、NCPE, 北院" → three names. Whatever people put between names: commas of both widths, 、, semicolons, line ends. */
export function namesIn(line: string): string[] {
  return [
    ...new Set(
      line
        .split(/[,，、;；\n]/)
        .map((name) => name.trim())
        .filter(Boolean),
    ),
  ]
}
