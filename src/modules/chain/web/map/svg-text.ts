import { fitted, type Measure } from './text-room.ts'

interface TextLook {
  size: number
  weight: number
  fill: string
  room: number
}

/**
 * A line of text that stays in its room. One that fills it is held to the width measured, so that it stays there too where the
 * picture is opened with other letters.
 */
export const textWith =
  (measure: Measure) =>
  (x: number, y: number, say: string, { size, weight, fill, room }: TextLook): string => {
    const line = fitted(say, size, weight, room, measure)
    const held =
      line.width > room * 0.85 ? ` textLength="${n(line.width)}" lengthAdjust="spacingAndGlyphs"` : ''
    return `<text x="${n(x)}" y="${n(y)}" font-size="${n(line.size)}" font-weight="${weight}" fill="${fill}"${held}>${escaped(line.say)}</text>`
  }

/** What a name may hold and XML may not: signs of its own, and control characters, which no escape allows. */
function escaped(say: string): string {
  return say
    .replaceAll(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
    .replaceAll(/\p{Surrogate}/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** A number of pixels, as short as it may be. */
export const n = (value: number) => String(Math.round(value * 10) / 10)
