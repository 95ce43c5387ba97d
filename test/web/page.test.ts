import { jest } from '@jest/globals'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import express from 'express'
import compression from 'compression'
import request from 'supertest'
import { readIcons } from '../../server/web/icons'
import { pageAhead } from '../../server/web/page'
import { pathTo } from '../../server/web/paths'
import { safeHtml } from '../../server/web/safeHtml'
import { root } from '../../server/root'

const run = promisify(execFile)
const head = { title: 'A long page', modules: ['review'] }

test('a page whose body takes a while sends its head first', async () => {
  let make = (_: object) => {}
  const made = new Promise<object>((done) => (make = done))
  const heard: string[] = []
  const { text } = await request(site(made))
    .get('/')
    .buffer(true)
    .parse((res, done) => {
      res.on('data', (chunk: Buffer) => {
        if (heard.push(String(chunk)) === 1) make({ kind: 'plain', text: 'Here is the body.' })
      })
      res.on('end', () => done(null, heard.join('')))
    })
    .then(() => ({ text: heard.join('') }))

  expect(heard[0]).toContain('/assets/elements/review.js')
  expect(heard[0]).not.toContain('Here is the body.')
  expect(text).toMatch(/<main[^]*Here is the body\.[^]*<\/main>[^]*<\/html>/)
})

test('what goes wrong after the head has left is said where the body would be', async () => {
  const log = jest.spyOn(console, 'error').mockImplementation(() => {})
  const { text } = await request(site(Promise.reject(new Error('the table is away'))))
    .get('/')
    .expect(200)

  expect(text).toContain('failures:our-fault')
  expect(text).not.toContain('the table is away')
  expect(text).toMatch(/<\/html>\s*$/)
  expect(log).toHaveBeenCalledWith('GET /', expect.any(Error))
  log.mockRestore()
})

test('a body that fails while the head is still being made ends no process', async () => {
  const program = `
    const { pageAhead } = await import('${join(root, 'server/web/page.ts')}')
    const render = (view, locals, done) => setTimeout(() => done(null, locals.body ?? view), 20)
    const res = { render, req: { method: 'GET' }, locals: { t: (key) => key }, type: () => res, write() {}, flush() {}, end() {} }
    await pageAhead(res, 'a/view', { title: '', modules: [] }, Promise.reject(new Error('the table is away')))
    console.log('still there')`
  const { stdout } = await run(process.execPath, [
    '--import',
    'tsx',
    '--input-type=module',
    '--eval',
    program,
  ])
  expect(stdout).toBe('still there\n')
})

function site(made: Promise<object>) {
  const app = express()
  app.set('views', join(root, 'views'))
  app.set('view engine', 'ejs')
  Object.assign(app.locals, { pathTo, safeHtml, icons: readIcons(), locale: 'en', t: (key: string) => key })
  app.use(compression())
  app.get('/', (_req, res) => {
    res.locals.t = (key: string) => key
    return pageAhead(res, 'shared/_notice', head, made)
  })
  return app
}
