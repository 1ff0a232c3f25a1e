/** How wide a text is, in pixels. */
export type Measure = (say: string, size: number, weight: number) => number

/** Where nothing can be measured: a Chinese character is as wide as high, other letters are a little over half of it. */
export const estimated: Measure = (say, size) => {
  let ems = 0
  for (const char of say) ems += /[⺀-￯\u{20000}-\u{3ffff}]/u.test(char) ? 1 : 0.58
  return ems * size
}

/** Measures with the browser's own letters; where it has no canvas, estimates. */
export function measuredIn(fonts: string): Measure {
  const context = globalThis.document?.createElement('canvas').getContext('2d')
  if (!context) return estimated
  let set = ''
  return (say, size, weight) => {
    const font = `${weight} ${size}px ${fonts}`
    if (font !== set) context.font = font
    set = font
    return context.measureText(say).width
  }
}

export interface FittedLine {
  say: string
  size: number
  width: number
}

/** A size smaller than this is not read on paper. */
const LEAST = 10
const STEP = 0.5

/** One line that fits its room: smaller by up to a quarter before anything is left out, then its beginning. */
export function fitted(
  say: string,
  size: number,
  weight: number,
  room: number,
  measure: Measure,
): FittedLine {
  const least = Math.max(Math.min(size, LEAST), size * 0.75)
  for (let smaller = size; smaller >= least; smaller -= STEP) {
    const width = measure(say, smaller, weight)
    if (width <= room) return { say, size: smaller, width }
  }
  const short = beginningOf(say, (part) => measure(`${part}…`, least, weight) <= room)
  const cut = short === say ? say : `${short}…`
  return { say: cut, size: least, width: measure(cut, least, weight) }
}

/**
 * A name in one line or two, broken at a space or a hyphen where one is near; smaller, by up to a third, before anything is left
 * out. The second line may still be too long.
 * @param tall how far it may shrink in one line before it takes a second: 1 as far as it is read, 0 not at all
 */
export function inTwoLines(
  say: string,
  size: number,
  weight: number,
  room: number,
  measure: Measure,
  tall = 0,
): { lines: string[]; size: number } {
  const least = Math.max(LEAST - STEP, size * 0.65)
  const fits = (part: string, at: number) => measure(part, at, weight) <= room
  for (let at = size; at >= size - tall * (size - 11.5); at -= STEP)
    if (fits(say, at)) return { lines: [say], size: at }
  for (let at = size; at > least; at -= STEP) {
    const lines = brokenAt(say, (part) => fits(part, at))
    if (lines.every((line) => fits(line, at))) return { lines, size: at }
  }
  return { lines: brokenAt(say, (part) => fits(part, least)), size: least }
}

function brokenAt(say: string, fits: (part: string) => boolean): string[] {
  const first = beginningOf(say, fits)
  const gap = Math.max(first.lastIndexOf(' '), first.lastIndexOf('-') + 1, first.lastIndexOf('·') + 1)
  const next = say[first.length]
  // A hyphen stays with what it follows.
  const atGap = gap > first.length / 3 || (next === '-' && gap > 0)
  const at = next === ' ' ? first.length : atGap ? gap : first.length
  return [say.slice(0, at).trim(), say.slice(at).trim()].filter(Boolean)
}

/** As much of the beginning as fits, by whole characters. */
function beginningOf(say: string, fits: (part: string) => boolean): string {
  const chars = [...say]
  let low = 0
  let high = chars.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(chars.slice(0, middle).join(''))) low = middle
    else high = middle - 1
  }
  return chars.slice(0, low).join('')
}
