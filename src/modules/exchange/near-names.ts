import { distance } from 'fastest-levenshtein'

/**
 * Finds, among many names, those that differ from a given one by few letters, without comparing it with each.
 *
 * A name that is cut into `most + 1` pieces and has at most `most` letters changed keeps one piece whole. So each name is
 * filed under its pieces, and only names that share one with the given name, in about the same place, are compared.
 */
export class NearNames {
  /** Comparisons still allowed: thousands of names that all share a piece must not hold up everybody else. */
  #left: number
  readonly #byLength = new Map<number, string[]>()
  /** Length of the names, tolerance → piece's place and text → the names that have it there. Made when first asked for. */
  readonly #filed = new Map<string, Map<string, string[]>>()

  constructor(names: Iterable<string>, mostComparisons = 2_000_000) {
    this.#left = mostComparisons
    for (const name of names) {
      const same = this.#byLength.get(name.length)
      if (same) same.push(name)
      else this.#byLength.set(name.length, [name])
    }
  }

  /**
   * The names at most `most` letters away, the nearest first. Digits are model numbers, not typing: they must agree.
   * None any more, once so many have been compared that asking on would take seconds.
   */
  nearest(name: string, most: number): string[] {
    if (most === 0 || this.#left <= 0) return []
    const found: { name: string; far: number }[] = []
    const digits = name.replace(/\D/g, '')
    for (let length = name.length - most; length <= name.length + most; length++) {
      for (const other of this.#candidates(name, length, most)) {
        this.#left -= 1
        const far = distance(name, other)
        if (far <= most && digits === other.replace(/\D/g, '')) found.push({ name: other, far })
      }
    }
    return found.sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1)).map((f) => f.name)
  }

  #candidates(name: string, length: number, most: number): Set<string> {
    const filed = this.#file(length, most)
    const candidates = new Set<string>()
    if (!filed) return candidates
    for (const [place, { start, size }] of pieces(length, most).entries()) {
      for (let at = Math.max(0, start - most); at <= start + most && at + size <= name.length; at++) {
        for (const other of filed.get(`${place} ${name.slice(at, at + size)}`) ?? []) candidates.add(other)
      }
    }
    return candidates
  }

  #file(length: number, most: number): Map<string, string[]> | undefined {
    const names = this.#byLength.get(length)
    if (!names) return undefined
    const key = `${length} ${most}`
    let filed = this.#filed.get(key)
    if (!filed) {
      filed = new Map()
      for (const [place, { start, size }] of pieces(length, most).entries()) {
        for (const name of names) {
          const piece = `${place} ${name.slice(start, start + size)}`
          const same = filed.get(piece)
          if (same) same.push(name)
          else filed.set(piece, [name])
        }
      }
      this.#filed.set(key, filed)
    }
    return filed
  }
}

/** A length cut into `most + 1` pieces as equal as can be. A length shorter than that has empty pieces, which all share. */
function pieces(length: number, most: number): { start: number; size: number }[] {
  const count = most + 1
  return Array.from({ length: count }, (_, i) => {
    const start = Math.floor((i * length) / count)
    return { start, size: Math.floor(((i + 1) * length) / count) - start }
  })
}
