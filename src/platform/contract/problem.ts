/**
 * A problem as it travels (RFC 9457). It carries codes and parameters, never sentences: language belongs to the reader,
 * who finds the words under `problems[code]` of the module that declared the code.
 */
export interface ProblemDetails {
  /** `urn:icebreaker:problem:<code>` */
  type: string
  status: number
  /** `<module>.<kebab-name>`, e.g. `accounts.name-taken`. */
  code: string
  params?: Record<string, string | number>
  /** For rejected input: which field, why (a code again), and the values a sentence needs. */
  fields?: FieldProblem[]
  /** For a lost race (`platform.conflict`): the row as it stands now, so that the form can show both versions. */
  current?: unknown
  /** The request's id, to find it in the log. */
  instance?: string
}

export interface FieldProblem {
  /** Dotted path into the body, e.g. `contacts.0.email`. */
  path: string
  code: string
  params?: Record<string, string | number>
}

export interface ProblemDeclaration<Code extends string = string> {
  readonly code: Code
  readonly status: number
}

/** Declares a problem an endpoint may answer with. Its words live in the module's `words/` under `problems`. */
export function problem<const Code extends string>(code: Code, status: number): ProblemDeclaration<Code> {
  return { code, status }
}

/** Problems any endpoint can answer with; their words are the platform's. */
export const PLATFORM_PROBLEMS = {
  signedOut: problem('platform.signed-out', 401),
  forbidden: problem('platform.forbidden', 403),
  /** It may be read, and changed once it is restored. */
  archived: problem('platform.archived', 409),
  crossSite: problem('platform.cross-site', 403),
  notFound: problem('platform.not-found', 404),
  conflict: problem('platform.conflict', 409),
  retryMismatch: problem('platform.retry-mismatch', 409),
  tooLarge: problem('platform.too-large', 413),
  notJson: problem('platform.not-json', 415),
  invalid: problem('platform.invalid', 422),
  tooMany: problem('platform.too-many', 429),
  internal: problem('platform.internal', 500),
  unavailable: problem('platform.unavailable', 503),
} as const

/** Thrown anywhere below an endpoint; the platform turns it into the response. */
export class ProblemError extends Error {
  readonly declaration: ProblemDeclaration
  readonly params: Record<string, string | number> | undefined
  readonly fields: FieldProblem[] | undefined
  readonly current: unknown

  constructor(
    declaration: ProblemDeclaration,
    detail: { params?: Record<string, string | number>; fields?: FieldProblem[]; current?: unknown } = {},
  ) {
    super(declaration.code)
    this.name = 'ProblemError'
    this.declaration = declaration
    this.params = detail.params
    this.fields = detail.fields
    this.current = detail.current
  }

  toJSON(): ProblemDetails {
    const { code, status } = this.declaration
    return {
      type: `urn:icebreaker:problem:${code}`,
      status,
      code,
      ...(this.params && { params: this.params }),
      ...(this.fields && { fields: this.fields }),
      ...(this.current !== undefined && { current: this.current }),
    }
  }
}

/** The record is not there, or not for you to know of: the two must look alike. */
export function notFound(): ProblemError {
  return new ProblemError(PLATFORM_PROBLEMS.notFound)
}

/** Someone else wrote first. `current` is the row as it stands, shaped like the endpoint's `ok`. */
export function conflict(current: unknown): ProblemError {
  return new ProblemError(PLATFORM_PROBLEMS.conflict, { current })
}

/** One rejected field, found by a rule and not by the schema. `path` is dotted. */
export function invalidField(
  path: string,
  code: string,
  params?: Record<string, string | number>,
): ProblemError {
  return new ProblemError(PLATFORM_PROBLEMS.invalid, { fields: [{ path, code, ...(params && { params }) }] })
}
