import { parentPort, workerData } from 'node:worker_threads'
import { connect } from './db/connection'
import { createLookUps } from './lookUps'
import type { Asked, Given, Word } from './lookUpsApart'
import { borrowed } from './memory/lending'
import { whoIsBySession } from './people/session'
import { replyTo } from './restingThread'
import { ask } from './web/pageAsking'

/** The thread that answers what is looked up. */
const { config, url, recall } = workerData as Given
const db = connect(url, { max: 4 })
const app = createLookUps({ db, config, whoIs: whoIsBySession(db), recall: borrowed(recall) })

parentPort!.on('message', async (word: Word) => {
  if (word === 'end') return end()
  parentPort!.postMessage(await replyTo(word, answerTo))
})

async function answerTo(asked: Asked | 'there') {
  return asked === 'there' ? asked : ask(app, asked.url, asked.headers)
}

async function end(): Promise<void> {
  await db.destroy()
  recall.close()
  parentPort!.close()
}
