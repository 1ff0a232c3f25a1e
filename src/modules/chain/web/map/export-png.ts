/** A canvas larger than this in either direction, or in all, is refused or drawn empty by some browsers. */
const MOST_SIDE = 12_000
const MOST_PIXELS = 60_000_000

/** Draws an SVG of ours at twice its size, or as large as a browser can hold. Throws if not even that works. */
export async function pngOf(drawing: { text: string; width: number; height: number }): Promise<Blob> {
  const { width, height } = drawing
  const scale = Math.min(2, MOST_SIDE / width, MOST_SIDE / height, Math.sqrt(MOST_PIXELS / (width * height)))
  const image = new Image()
  const address = URL.createObjectURL(new Blob([drawing.text], { type: 'image/svg+xml' }))
  try {
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(width * scale))
    canvas.height = Math.max(1, Math.round(height * scale))
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
    const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (!file) throw new Error('no picture')
    return file
  } finally {
    URL.revokeObjectURL(address)
  }
}
