import type { MapBox } from '../../map.rules.ts'

/** How Chinese is read: whole and by initials, without tones. 张建国 → zhangjianguo, zjg. */
export type Reading = (text: string) => { whole: string; initials: string }

const HAN = /\p{Script=Han}/u

/** Whether finding this needs to know how Chinese is read: Latin letters typed where names are Chinese. */
export function needsReading(query: string, boxes: readonly MapBox[]): boolean {
  return (
    /[a-z]/i.test(query) &&
    boxes.some((box) => box.holders.some((h) => HAN.test(h.name)) || HAN.test(box.title))
  )
}

/** The boxes a query finds, those whose name begins with it first. Every word must be found. */
export function findBoxes(boxes: readonly MapBox[], query: string, read: Reading | null): string[] {
  const wanted = fold(query).split(' ').filter(Boolean)
  if (wanted.length === 0) return []
  const found: { id: string; rank: number }[] = []
  for (const box of boxes) {
    const names = box.holders.map((h) => h.name)
    const texts = [...names, box.title, box.unitName].filter(Boolean)
    const folded = texts.map(fold)
    const readings = read ? texts.filter((t) => HAN.test(t)).flatMap((t) => Object.values(read(t))) : []
    const hit = (word: string) =>
      folded.some((text) => text.includes(word)) || readings.some((text) => text.startsWith(word))
    if (!wanted.every(hit)) continue
    const first = wanted[0] as string
    const named = names.some((name) => fold(name).startsWith(first) || read?.(name).whole.startsWith(first))
    found.push({ id: box.id, rank: named ? 0 : 1 })
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ id }) => id)
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replaceAll(/[\s,，、.·]+/g, ' ')
}

/** Fetches the readings of Chinese: only when somebody types Latin letters to find a Chinese name. */
export async function chineseReading(): Promise<Reading> {
  const { pinyin } = await import('pinyin-pro')
  const known = new Map<string, { whole: string; initials: string }>()
  return (text) => {
    let reading = known.get(text)
    if (!reading) {
      const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
      reading = {
        whole: syllables.join('').toLowerCase(),
        initials: syllables
          .map((s) => s[0] ?? '')
          .join('')
          .toLowerCase(),
      }
      known.set(text, reading)
    }
    return reading
  }
}
