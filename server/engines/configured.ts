import { deepl } from './deepl'
import type { Engine } from './rules'

export interface EngineSettings {
  deeplAuthKey?: string | null
  deeplServerUrl?: string | null
}

/** The engine that the settings ask for; null when none is set up, and then drafts come from memory only. */
export function engineFrom({ deeplAuthKey, deeplServerUrl }: EngineSettings): Engine | null {
  const authKey = deeplAuthKey?.trim()
  const serverUrl = deeplServerUrl?.trim()
  return authKey ? deepl({ authKey, ...(serverUrl && { serverUrl }) }) : null
}
