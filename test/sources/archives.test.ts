import { deflateRawSync } from 'node:zlib'
import { Document, Packer, Paragraph } from 'docx'
import { refuseTrap } from '../../server/sources/archives'

interface File {
  name: string
  content: Buffer
  /** What the archive says of the size, when that is not the truth. */
  claimed?: number
}

/** An archive as small as the format allows. */
function zip(files: File[]): Buffer {
  const bodies: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const { name, content, claimed } of files) {
    const packed = deflateRawSync(content)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(claimed ?? content.length, 22)
    head.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(claimed ?? content.length, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    bodies.push(head, Buffer.from(name), packed)
    list.push(entry, Buffer.from(name))
    at += 30 + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(Buffer.concat(list).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, ...list, end])
}

const words = (text: string) => ({ name: 'word/document.xml', content: Buffer.from(text) })

test('a document of any word processor passes', async () => {
  const children = Array.from({ length: 500 }, (_, index) => new Paragraph(`${index}번째 문단입니다.`))
  const written = await Packer.toBuffer(new Document({ sections: [{ children }] }))
  expect(() => refuseTrap(written)).not.toThrow()
  expect(() => refuseTrap(zip([words('<w:document>글</w:document>')]))).not.toThrow()
})

test.each([
  ['document-too-large', 'zeros without end', zip([{ name: 'a.xml', content: Buffer.alloc(200 * 2 ** 20) }])],
  [
    'document-too-large',
    'zeros that claim to be few',
    zip([{ name: 'a.xml', content: Buffer.alloc(200 * 2 ** 20), claimed: 10 }]),
  ],
  [
    'document-too-large',
    'many files, each small enough',
    zip(Array.from({ length: 12 }, (_, n) => ({ name: `${n}.xml`, content: Buffer.alloc(10 * 2 ** 20) }))),
  ],
  [
    'document-too-large',
    'very many files',
    zip(Array.from({ length: 5_001 }, (_, n) => ({ name: `${n}`, content: Buffer.from('x') }))),
  ],
  ['not-a-docx', 'a document type', zip([words('<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x"><w:document/>')])],
  [
    'not-a-docx',
    'entities that multiply',
    zip([words(`<?xml version="1.0"?><!doctype x [<!ENTITY a "${'ha'.repeat(99)}">]><x>&a;</x>`)]),
  ],
  ['not-a-docx', 'nothing', Buffer.alloc(0)],
  ['not-a-docx', 'words', Buffer.from('PK but no archive')],
  ['not-a-docx', 'an end without a list', Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)])],
  ['not-a-docx', 'a list that leads nowhere', zip([words('x')]).fill(0xff, 0, 30)],
])('%s: %s', (rule, _what, bytes) => {
  const before = performance.now()
  expect(() => refuseTrap(bytes)).toThrow(expect.objectContaining({ rule }) as Error)
  expect(performance.now() - before).toBeLessThan(5_000)
})

test('an archive cut anywhere is refused by name or passes, and never breaks us', () => {
  const whole = zip([words('<w:document>글</w:document>'), { name: 'b.xml', content: Buffer.alloc(500) }])
  for (let length = 0; length < whole.length; length++) {
    try {
      refuseTrap(whole.subarray(0, length))
    } catch (error) {
      expect(error).toMatchObject({ rule: 'not-a-docx' })
    }
  }
  for (let at = 0; at < whole.length; at++) {
    const bent = Buffer.from(whole)
    bent[at] = bent[at]! ^ 0xff
    try {
      refuseTrap(bent)
    } catch (error) {
      expect((error as { rule: string }).rule).toMatch(/^(not-a-docx|document-too-large)$/)
    }
  }
})
