import { readConfig } from '../../server/config'
import { openAs } from '../../server/db/open'
import { serve } from '../../server/serve'
import { publicUrl } from './newsroom'

/** Run by apart.ts: serves the database it is told until its standard input ends. */
const database = openAs(process.env.ADMIN_URL!)
const serving = await serve(readConfig({ PORT: '0', JOBS: 'no', PUBLIC_URL: publicUrl }), database)
console.log(`LISTENS ${serving.port}`)

process.stdin.resume()
process.stdin.on('end', () => {
  void serving
    .stop()
    .then(() => database.close())
    .then(() => process.exit(0))
})
