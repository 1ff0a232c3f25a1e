/** The reader's own day, from their midnight: what Today asks for. */
export function dayOf(now: Date): { from: string; to: string; day: string } {
  const from = new Date(now.getFullYear(), now.getMonth(), now.getDate())
  const to = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1)
  const two = (n: number) => String(n).padStart(2, '0')
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    day: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
  }
}
