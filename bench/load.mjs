// Visitors in a process of their own: keeps connections busy for a while and says how many answers came.
// Raw sockets, so that the visitors cost less than the server they measure.
import { connect } from 'node:net'
import process from 'node:process'
import { setTimeout } from 'node:timers'

const [port, path, connections, milliseconds] = process.argv.slice(2)
const question =
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
  'User-Agent: Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0\r\n' +
  'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n' +
  'Accept-Language: ko,en-US;q=0.7,en;q=0.3\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n\r\n'

let answers = 0
let over = false

await Promise.all(Array.from({ length: Number(connections) }, visit))
process.stdout.write(String(answers))

function visit() {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(question))
    let length = 0
    let received = 0
    setTimeout(() => {
      over = true
      socket.destroy()
    }, Number(milliseconds))
    socket.on('data', (chunk) => {
      length ||= lengthOf(chunk)
      received += chunk.length
      if (received < length) return
      received = 0
      answers += 1
      socket.write(question)
    })
    socket.on('error', reject)
    socket.on('close', () => (over ? resolve() : reject(new Error('the server hung up'))))
  })
}

/** Bytes of one whole answer; all of them are equally long. */
function lengthOf(chunk) {
  const text = chunk.toString('latin1')
  const end = text.indexOf('\r\n\r\n')
  if (!text.startsWith('HTTP/1.1 200') || end < 0) throw new Error(`unexpected answer: ${text.slice(0, 100)}`)
  return end + 4 + Number(/content-length: (\d+)/i.exec(text)[1])
}
