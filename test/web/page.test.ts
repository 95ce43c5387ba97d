import { jest } from '@jest/globals'
import { join } from 'node:path'
import express from 'express'
import compression from 'compression'
import request from 'supertest'
import { languageOfTitle } from '../../server/text/spoken'
import { readIcons } from '../../server/web/icons'
import { pageAhead } from '../../server/web/page'
import { pathTo } from '../../server/web/paths'
import { safeHtml } from '../../server/web/safeHtml'
import { root } from '../../server/root'

const head = { title: 'A long page', modules: ['review'] }

test('a page whose body takes a while sends its head first', async () => {
  let answer = (_: object) => {}
  const made = new Promise<object>((done) => (answer = done))
  const heard: string[] = []
  const { text } = await request(site(() => made))
    .get('/')
    .buffer(true)
    .parse((res, done) => {
      res.on('data', (chunk: Buffer) => {
        if (heard.push(String(chunk)) === 1) answer({ kind: 'plain', text: 'Here is the body.' })
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
  const { text } = await request(site(() => Promise.reject(new Error('the table is away'))))
    .get('/')
    .expect(200)

  expect(text).toContain('failures:our-fault')
  expect(text).not.toContain('the table is away')
  expect(text).toMatch(/<\/html>\s*$/)
  expect(log).toHaveBeenCalledWith('GET /', expect.any(Error))
  log.mockRestore()
})

function site(make: () => Promise<object>) {
  const app = express()
  app.set('views', join(root, 'views'))
  app.set('view engine', 'ejs')
  Object.assign(app.locals, {
    pathTo,
    safeHtml,
    languageOfTitle,
    icons: readIcons(),
    locale: 'en',
    t: (key: string) => key,
  })
  app.use(compression())
  app.get('/', (_req, res) => {
    res.locals.t = (key: string) => key
    return pageAhead(res, 'shared/_notice', head, make)
  })
  return app
}
