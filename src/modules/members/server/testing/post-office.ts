import { type AddressInfo, createServer, type Server } from 'node:net'

/** A post office that takes any letter: as much of SMTP as that needs. */
export async function openPostOffice(): Promise<{ port: number; letters: string[]; server: Server }> {
  const letters: string[] = []
  const server = createServer((socket) => {
    let letter: string | null = null
    let rest = ''
    socket.write('220 post office\r\n')
    socket.on('data', (bytes) => {
      rest += bytes.toString('utf8')
      for (let at = rest.indexOf('\r\n'); at >= 0; at = rest.indexOf('\r\n')) {
        const line = rest.slice(0, at)
        rest = rest.slice(at + 2)
        if (letter !== null) {
          if (line === '.') {
            letters.push(letter)
            letter = null
            socket.write('250 taken\r\n')
          } else letter += `${line}\n`
        } else if (/^DATA/i.test(line)) {
          letter = ''
          socket.write('354 go on\r\n')
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
        else socket.write('250 fine\r\n')
      }
    })
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, letters, server }
}

/** What a letter says, whichever way it was wrapped for the journey. */
export function textOf(letter: string): string {
  const body = letter.slice(letter.indexOf('\n\n'))
  if (/Content-Transfer-Encoding: base64/i.test(letter)) return Buffer.from(body, 'base64').toString('utf8')
  const bytes = body
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
