import { approve } from '../../server/approvals/actions'
import { keepPhotograph } from '../../server/articles/actions'
import type { Article } from '../../server/articles/rules'
import type { Db } from '../../server/db/connection'
import { publish, publishSource } from '../../server/publications/actions'
import { approveSource, bringIn } from '../../server/sources/actions'
import { latestSourceVersion } from '../../server/sources/store'
import { inTransaction } from '../support/database'
import { korean, submitAgain, submittedKimchi } from '../support/kimchi'
import { jpeg } from '../support/pictures'
import { visit, visitAs } from '../support/visit'
import { world, type World } from '../support/world'

describe('the preview of a version', () => {
  test(
    'is the article readers will see, under a bar they will not see',
    inTransaction(async (db) => {
      const cast = await world(db)
      const { article, media } = await kimchiWithPicture(db, cast)
      await publishSource(db, article, 1, cast.daniel)
      const editor = visitAs(db, cast.daniel)

      const preview = await editor.get(`/desk/articles/${article.slug}/versions/1/preview`).expect(200)
      expect(preview.text).toContain('Preview of version 1. Readers do not see this page yet.')
      expect(preview.headers['cache-control']).toContain('no-store')
      await visit(db).get(`/en/${article.slug}`).expect(404)

      await approve(db, article, 1, cast.daniel)
      await publish(db, article, 1, cast.daniel)
      const page = await visit(db).get(`/en/${article.slug}`).expect(200)
      expect(articleIn(page.text)).toBe(articleIn(preview.text))
      expect(page.text).toContain(media)
      expect(page.text).not.toContain('preview-bar')
      const after = await editor.get(`/desk/articles/${article.slug}/versions/1/preview`).expect(200)
      expect(after.text).toContain('This is version 1, which readers see now.')
    }),
  )

  test(
    'shows its pictures to those who are signed in, and to nobody else',
    inTransaction(async (db) => {
      const cast = await world(db)
      const { article } = await kimchiWithPicture(db, cast)
      const editor = visitAs(db, cast.daniel)
      const preview = await editor.get(`/desk/articles/${article.slug}/versions/1/preview`).expect(200)
      const path = /src="(\/media\/[^"]+)"/.exec(preview.text)![1]!

      await editor.get(path).expect(200)
      await visit(db).get(path).expect(303)
      await visit(db).get(path.replace('/media/', '/pictures/')).expect(404)
    }),
  )

  test(
    'is of a version that is there, for those who are signed in',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await submittedKimchi(db, cast)
      await visitAs(db, cast.minji).get(`/desk/articles/${article.slug}/versions/2/preview`).expect(404)
      await visit(db).get(`/desk/articles/${article.slug}/versions/1/preview`).expect(303)
    }),
  )

  test(
    'speaks to the editor in the language of their screen, and to readers in English',
    inTransaction(async (db) => {
      const cast = await world(db)
      const article = await submittedKimchi(db, cast)

      const { text } = await visitAs(db, { ...cast.daniel, locale: 'ko' })
        .get(`/desk/articles/${article.slug}/versions/1/preview`)
        .expect(200)

      expect(text).toContain('<html lang="en">')
      expect(text).toContain('버전 1 미리 보기입니다.')
    }),
  )
})

/** Byte for byte, but for the moment of publishing, which a preview cannot know, and where its pictures come from. */
function articleIn(page: string): string {
  return /<article class="article">.*<\/article>/s
    .exec(page)![0]
    .replace(/ datetime="[^"]*"/g, '')
    .replaceAll('/media/', '/pictures/')
}

async function kimchiWithPicture(db: Db, cast: World): Promise<{ article: Article; media: string }> {
  const { publicId: media } = await keepPhotograph(db, cast.daniel, {
    name: 'kimchi.jpg',
    bytes: await jpeg(),
  })
  const blocks = [
    ...korean,
    { kind: 'figure' as const, text: '', attributes: { figure: 1, media } },
    { kind: 'caption' as const, text: '절인 배추', attributes: { figure: 1 } },
  ]
  const slug = `kimchi-${media.slice(0, 8)}`
  const place = { slug, categoryId: null, seriesId: null, part: null, related: [] }
  const article = await bringIn(db, cast.daniel, { ...place, blocks })
  await approveSource(db, article, await latestSourceVersion(db, article), cast.daniel)
  await submitAgain(db, article, cast.minji)
  return { article, media }
}
