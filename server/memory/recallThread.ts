import { getHeapStatistics } from 'node:v8'
import { parentPort, workerData } from 'node:worker_threads'
import { MemoryCopy } from './copy'
import { follow } from './following'
import type { Answer, Question } from './recall'

/**
 * The thread that keeps the copy of the memory: it fills itself from PostgreSQL, follows it, and answers questions in
 * the order they come, so that nothing of this ever stands in the way of a page.
 */
const copy = new MemoryCopy()
const following = follow((workerData as { url: string }).url, copy)

parentPort!.on('message', (question: Question) => {
  parentPort!.postMessage(answerTo(question))
})

function answerTo(question: Question): Answer {
  const { id } = question
  const { complete } = following
  if (question.kind === 'likely')
    return { id, complete, answer: question.texts.map((text) => copy.likely(text, question.most)) }
  if (question.kind === 'holding')
    return { id, complete, answer: copy.holding(question.words, question.most) }
  const heap = getHeapStatistics().total_physical_size
  return { id, complete, answer: { wordings: copy.size, bytes: copy.bytes, heap } }
}
