/** A command that cannot do what was asked: one line in both languages, no stack. */
export class CommandRefused extends Error {
  constructor(zh: string, en: string) {
    super(`${zh} / ${en}`)
    this.name = 'CommandRefused'
  }
}
