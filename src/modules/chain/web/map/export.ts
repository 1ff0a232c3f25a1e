import type { Locale } from '#platform/words/words.ts'
import type { Scene, ShownMap } from './scene.ts'
import type { ExportKind } from './sheets.tsx'

export interface Exported {
  scene: Scene
  /** Everything, also what is folded away. */
  shown: ShownMap
  /** Kinds of line that are shown. */
  kinds: ReadonlySet<string>
  locale: Locale
  /** The beginning of the file's name. */
  title: string
}

/** Makes the picture or the workbook and hands it to the browser to save. Each maker is fetched when it is asked for. */
export async function exportChart(kind: ExportKind, what: Exported): Promise<void> {
  const day = new Date().toISOString().slice(0, 10)
  save(await fileOf(kind, what), `${what.title}-${day}.${kind}`)
}

async function fileOf(kind: ExportKind, what: Exported): Promise<Blob> {
  if (kind === 'xlsx') {
    const { workbookOf } = await import('./export-xlsx.ts')
    return workbookOf(what.shown, what.locale)
  }
  const [{ svgOf, FONTS }, { measuredIn }] = await Promise.all([
    import('./export-svg.ts'),
    import('./text-room.ts'),
  ])
  const drawing = svgOf(what.scene, what.kinds, what.locale, measuredIn(FONTS))
  if (kind === 'svg') return new Blob([drawing.text], { type: 'image/svg+xml' })
  const { pngOf } = await import('./export-png.ts')
  return pngOf(drawing)
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser reads the address only after the press: taken back at once, nothing is saved.
  setTimeout(() => URL.revokeObjectURL(address), 30_000)
}
