import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** A mail server on the loopback that keeps what it is given, and goes wrong when told to. */
export interface SmtpStub {
  url: string
  /** Every letter it said yes to, or swallowed without a word, in the order they came. */
  letters: StubLetter[]
  /** The Message-ID of every letter it was shown, whatever it said to it. */
  shown: string[]
  /** How many conversations there were. */
  calls: number
  /** One fault for each of the next conversations. */
  next(...faults: SmtpFault[]): void
  close(): Promise<void>
}

export interface StubLetter {
  from: string
  to: string
  /** Headers by their lower-case names, unfolded. */
  headers: Record<string, string>
  /** Decoded. */
  text: string
}

/** `hang` never greets; `drop` goes at the recipient; `swallow` takes the letter and goes without an answer. */
export type SmtpFault = 'hang' | 'drop' | 'swallow' | 'busy' | 'greylisted' | 'unknown' | 'full' | 'spam'

const answers: Partial<Record<SmtpFault, [command: string, answer: string]>> = {
  busy: ['', '421 Too many connections'],
  greylisted: ['RCPT', '450 4.2.0 Greylisted, come again'],
  unknown: ['RCPT', '550 5.1.1 No such mailbox'],
  full: ['.', '452 4.2.2 Mailbox full'],
  spam: ['.', '554 5.7.1 This looks like spam'],
}

export async function startSmtpStub(): Promise<SmtpStub> {
  const waiting: SmtpFault[] = []
  const letters: StubLetter[] = []
  const shown: string[] = []
  const sockets = new Set<Socket>()
  const stub = { calls: 0 }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    stub.calls++
    converse(socket, waiting.shift() ?? null, { letters, shown })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    letters,
    shown,
    get calls() {
      return stub.calls
    },
    next: (...faults) => void waiting.push(...faults),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}

function converse(socket: Socket, fault: SmtpFault | null, kept: Pick<SmtpStub, 'letters' | 'shown'>): void {
  if (fault === 'hang') return
  const [at, no] = (fault && answers[fault]) ?? [null, '']
  const say = (command: string, yes: string) => socket.write(`${command === at ? no : yes}\r\n`)
  const envelope = { from: '', to: '' }
  let heard = ''
  let inData = false

  say('', '220 stub.example')
  if (at === '') socket.end()
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    heard += chunk
    for (;;) {
      const end = inData ? heard.indexOf('\r\n.\r\n') : heard.indexOf('\r\n')
      if (end < 0) return
      const said = heard.slice(0, end)
      heard = heard.slice(end + (inData ? 5 : 2))
      if (inData) letterEnds(said)
      else command(said)
    }
  })

  function command(line: string): void {
    const word = line.slice(0, 4).toUpperCase()
    const address = /<([^>]*)>/.exec(line)?.[1] ?? ''
    if (word === 'EHLO' || word === 'HELO') return void say(word, '250 stub.example')
    if (word === 'MAIL') envelope.from = address
    if (word === 'RCPT') envelope.to = address
    if (word === 'RCPT' && fault === 'drop') return void socket.destroy()
    if (word === 'DATA') inData = true
    if (word === 'QUIT') return void socket.end('221 Bye\r\n')
    say(word, word === 'DATA' ? '354 Go on' : '250 Yes')
  }

  function letterEnds(data: string): void {
    inData = false
    const letter = { ...envelope, ...read(data) }
    kept.shown.push(letter.headers['message-id'] ?? '')
    if (at !== '.') kept.letters.push(letter)
    if (fault === 'swallow') return void socket.destroy()
    say('.', '250 Taken')
  }
}

function read(data: string): Pick<StubLetter, 'headers' | 'text'> {
  const [head = '', ...body] = data.split('\r\n\r\n')
  const headers = Object.fromEntries(
    head
      .replace(/\r\n\s+/g, ' ')
      .split('\r\n')
      .map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        words(line.slice(line.indexOf(':') + 1)),
      ]),
  )
  return { headers, text: decoded(body.join('\r\n\r\n'), headers['content-transfer-encoding'] ?? '') }
}

/** `=?UTF-8?B?…?=` and `=?UTF-8?Q?…?=`, put together again. */
function words(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_, how: string, text: string) =>
      how.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString()
        : quotedPrintable(text.replace(/_/g, ' ')),
    )
    .trim()
}

function decoded(text: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString()
  return encoding === 'quoted-printable' ? quotedPrintable(text.replace(/=\r\n/g, '')) : text
}

function quotedPrintable(text: string): string {
  return Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString()
}
