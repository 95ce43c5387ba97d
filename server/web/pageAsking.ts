import {
  IncomingMessage,
  ServerResponse,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from 'node:http'
import { Socket } from 'node:net'

export type Handler = (req: IncomingMessage, res: ServerResponse) => void

export interface Draft {
  status: number
  headers: OutgoingHttpHeaders
  body: Buffer
}

/** What the application answers to a request that has an address, and headers where they are given, and nothing else. */
export function ask(app: Handler, url: string, headers: IncomingHttpHeaders = {}): Promise<Draft> {
  return new Promise((resolve, reject) => {
    const req = new IncomingMessage(new Socket())
    Object.assign(req, {
      method: 'GET',
      url,
      headers,
      httpVersion: '1.1',
      httpVersionMajor: 1,
      httpVersionMinor: 1,
    })
    req.push(null)
    app(req, collecting(new ServerResponse(req), resolve, reject))
  })
}

/**
 * A response that goes nowhere. Its methods are its own properties, because Express gives a response another prototype
 * and compression wraps what it finds.
 */
function collecting(
  res: ServerResponse,
  done: (draft: Draft) => void,
  failed: (error: Error) => void,
): ServerResponse {
  const chunks: Buffer[] = []
  let headed = false
  let ended = false

  const write = (chunk: unknown, encoding?: unknown) => {
    if (!headed) res.writeHead(res.statusCode)
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk, textEncoding(encoding)))
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
    return true
  }
  const writeHead = (status: number, ...rest: unknown[]) => {
    headed = true
    res.statusCode = status
    const headers = rest.find((one) => typeof one === 'object' && one !== null && !Array.isArray(one)) ?? {}
    for (const [name, value] of Object.entries(headers as OutgoingHttpHeaders)) {
      if (value !== undefined) res.setHeader(name, value)
    }
    return res
  }
  const end = (chunk?: unknown, encoding?: unknown) => {
    if (ended) return res
    ended = true
    write(chunk, encoding)
    done({ status: res.statusCode, headers: res.getHeaders(), body: Buffer.concat(chunks) })
    res.emit('finish')
    return res
  }
  const destroy = (error?: Error) => {
    failed(error ?? new Error('the answer was broken off'))
    return res
  }
  return Object.assign(res, { write, writeHead, end, destroy })
}

function textEncoding(encoding: unknown): BufferEncoding {
  return typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8'
}
