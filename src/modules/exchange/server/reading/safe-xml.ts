import { type SaxesAttributePlain, SaxesParser, type SaxesTagPlain } from 'saxes'
import type { ReadLimits } from './limits.ts'
import { UnreadableFile } from './unreadable-file.ts'

export type XmlHandlers = {
  /** Local name (any prefix dropped) and attributes by their full name. */
  open?(name: string, attributes: Record<string, string>): void
  close?(name: string): void
  text?(text: string): void
}

/**
 * A streaming XML reader for documents nobody has vouched for: no document type, no entities beyond XML's five,
 * bounded depth, bounded memory. Feed it with `write`; `end` checks that the document was complete.
 */
export function safeXml(part: string, limits: ReadLimits, handlers: XmlHandlers) {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let depth = 0
  let pending = 0
  let attributes = 0
  const refuse = (code: 'xmlDoctype' | 'xmlTooDeep' | 'xmlDamaged'): never => {
    throw new UnreadableFile(code, { params: { part, limit: limits.xmlDepth } })
  }
  parser.on('error', () => refuse('xmlDamaged'))
  parser.on('doctype', () => refuse('xmlDoctype'))
  // The document type is reported only once it has ended; a hostile one need never end.
  parser.on('opentagstart', () => {
    pending = 0
    attributes = 0
    if (++depth > limits.xmlDepth) refuse('xmlTooDeep')
  })
  parser.on('attribute', (_attribute: SaxesAttributePlain) => {
    pending = 0
    if (++attributes > 200) refuse('xmlDamaged')
  })
  parser.on('opentag', (tag: SaxesTagPlain) => {
    pending = 0
    handlers.open?.(local(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag: SaxesTagPlain) => {
    pending = 0
    depth--
    handlers.close?.(local(tag.name))
  })
  const text = (value: string) => {
    pending = 0
    handlers.text?.(value)
  }
  parser.on('text', text)
  parser.on('cdata', text)
  const feed = (piece: string) => {
    pending += piece.length
    parser.write(piece)
    if (pending > limits.xmlPending) refuse('xmlDamaged')
  }
  return {
    write(chunk: Buffer): void {
      feed(decoded(() => decoder.decode(chunk, { stream: true })))
    },
    end(): void {
      feed(decoded(() => decoder.decode()))
      parser.close()
    },
  }
  function decoded(decode: () => string): string {
    try {
      return decode()
    } catch {
      return refuse('xmlDamaged')
    }
  }
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
