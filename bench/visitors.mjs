// Visitors in a process of their own, the same for whoever is measured: they keep connections busy for a while, or come at even
// times, and say how many answers came and how long each took. Raw sockets, so that they cost less than what they measure.
import { connect } from 'node:net'
import { performance } from 'node:perf_hooks'
import process from 'node:process'
import { setTimeout } from 'node:timers'

/** every: milliseconds between two visits of one connection, 0 where the next follows at once; known: an ETag they have */
const { port, path, connections, milliseconds, coding, known, every } = JSON.parse(process.argv[2])
const question =
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
  'User-Agent: Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0\r\n' +
  'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n' +
  `Accept-Language: ko,en-US;q=0.7,en;q=0.3\r\nAccept-Encoding: ${coding}\r\n` +
  `${known ? `If-None-Match: ${known}\r\n` : ''}\r\n`
const expected = known ? 'HTTP/1.1 304' : 'HTTP/1.1 200'

const times = []
let answers = 0
let over = false

await Promise.all(Array.from({ length: connections }, (_, nth) => visit((nth / connections) * every)))
process.stdout.write(JSON.stringify({ answers, times }))

function visit(late) {
  return new Promise((resolve, reject) => {
    let length = 0
    let received = 0
    let due = 0
    let begun = 0
    const socket = connect(port, '127.0.0.1', () => {
      due = performance.now() + late
      setTimeout(() => ask(performance.now()), late)
    })
    setTimeout(() => {
      over = true
      socket.destroy()
    }, milliseconds)
    socket.on('data', (chunk) => {
      length ||= lengthOf(chunk)
      received += chunk.length
      if (received < length) return
      received = 0
      answers += 1
      if (!every) return void socket.write(question)
      const now = performance.now()
      times.push(now - begun)
      due += every
      // Whoever still waits when the next visit is due counts from then, so that a server which holds everybody up is not
      // forgiven; anybody else from when the question leaves, so that the rounding of our own clock is not the server's.
      if (due <= now) ask(due)
      else setTimeout(() => ask(performance.now()), due - now)
    })
    socket.on('error', reject)
    socket.on('close', () => (over ? resolve() : reject(new Error('the server hung up'))))

    function ask(from) {
      begun = from
      if (!over) socket.write(question)
    }
  })
}

/** Bytes of one whole answer; all of them are equally long. */
function lengthOf(chunk) {
  const text = chunk.toString('latin1')
  const end = text.indexOf('\r\n\r\n')
  if (!text.startsWith(expected) || end < 0) throw new Error(`unexpected answer: ${text.slice(0, 100)}`)
  return end + 4 + (known ? 0 : Number(/content-length: (\d+)/i.exec(text)[1]))
}
