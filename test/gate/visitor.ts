import { Agent, request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

export interface Answer {
  status: number
  headers: string
  body: string
}

type Form = Record<string, string> | [name: string, value: string][]

export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  /** As a form of our own pages sends it. */
  post(path: string, form: Form, headers?: Record<string, string>): Promise<Answer>
  close(): void
}

/** Somebody on the other end of a real connection, who reads every byte of the answer: headers and body, unpacked. */
export function visitorOf(url: string): Visitor {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })

  function send(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asking = request(url + path, { method, agent, headers }, (res) => {
        const chunks: Buffer[] = []
        res.on('data', (chunk: Buffer) => chunks.push(chunk))
        res.on('error', reject)
        res.on('end', () =>
          resolve({
            status: res.statusCode!,
            headers: res.rawHeaders.join('\n'),
            body: unpacked(Buffer.concat(chunks), res.headers['content-encoding']).toString(),
          }),
        )
      })
      asking.on('error', reject)
      asking.end(body)
    })
  }

  return {
    get: (path, headers = {}) => send('GET', path, headers),
    post: (path, form, headers = {}) =>
      send(
        'POST',
        path,
        { Origin: url, 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
        new URLSearchParams(form).toString(),
      ),
    close: () => agent.destroy(),
  }
}

function unpacked(bytes: Buffer, coding: string | undefined): Buffer {
  if (coding === 'gzip') return gunzipSync(bytes)
  return coding === 'br' ? brotliDecompressSync(bytes) : bytes
}
