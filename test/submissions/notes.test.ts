import { addSourceVersion } from '../../server/sources/actions'
import { latestSourceVersion, sourceSegments } from '../../server/sources/store'
import { contentOf, latestTranslationVersionOf } from '../../server/submissions/store'
import { submit } from '../../server/submissions/actions'
import { blocksOf, markdownOf } from '../../server/text/markdown'
import { inTransaction } from '../support/database'
import { confirmAll, freshKimchi } from '../support/kimchi'
import { world } from '../support/world'

test(
  'a note keeps its sort and day from the Korean to the frozen English, whatever its translator wrote',
  inTransaction(async (db) => {
    const cast = await world(db)
    const article = await freshKimchi(db, cast)
    const before = await sourceSegments(db, await latestSourceVersion(db, article))
    const blocks = blocksOf(`${markdownOf(before)}\n> [!정정 2026-11-20] 배추는 서른 포기입니다.\n`)
    await addSourceVersion(db, article, cast.daniel, {
      ...{ base: 1, significance: 'correction', note: '', blocks, links: [] },
      identities: [...before.map(({ segmentId }) => segmentId), null],
    })
    await confirmAll(db, article, cast.minji, { 5: 'It was thirty cabbages.' })
    await submit(db, article, cast.minji, '')

    const version = await latestTranslationVersionOf(db, article)
    const { html } = await contentOf(db, version!)
    expect(html).toContain(
      '<aside class="note note-correction" role="note"><p class="note-label">Correction <time datetime="2026-11-20">November 20, 2026</time></p><p id="p5">It was thirty cabbages.</p></aside>',
    )
  }),
)
