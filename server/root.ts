import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** The project's own folder, found upwards, so that the source and the built bundle agree on it. */
export const root = folderWith('package.json', import.meta.dirname)

/** Whether this is the built program, beside which its built elements lie. */
export const isBuilt = basename(import.meta.dirname) === 'dist'

function folderWith(name: string, folder: string): string {
  return existsSync(join(folder, name)) ? folder : folderWith(name, dirname(folder))
}
