import { deepl } from './deepl'
import { libreTranslate } from './libretranslate'
import { openAi } from './openai'
import type { Budget, Engine } from './rules'

export interface EngineSettings {
  deeplAuthKey?: string | null
  deeplServerUrl?: string | null
  deeplStyleId?: string | null
  libreTranslate?: { url: string; apiKey: string | null } | null
  openAi?: { url: string; model: string; apiKey: string | null } | null
  /** Id of the engine that drafts; the others are asked pair by pair. */
  draftEngine?: string | null
  /** How the house writes, a sentence each. */
  draftInstructions?: string[]
}

/** The engines that the settings ask for, the one that drafts first; with none, drafts come from memory only. */
export function enginesFrom(settings: EngineSettings): Engine[] {
  const { draftInstructions: style = [], draftEngine } = settings
  const engines: Engine[] = []
  const authKey = settings.deeplAuthKey?.trim()
  const serverUrl = settings.deeplServerUrl?.trim()
  if (authKey) {
    const { deeplStyleId: styleId } = settings
    engines.push(
      deepl({ authKey, ...(serverUrl && { serverUrl }), ...(styleId && { styleId }), instructions: style }),
    )
  }
  if (settings.libreTranslate) engines.push(libreTranslate(settings.libreTranslate))
  if (settings.openAi) engines.push(openAi({ ...settings.openAi, style }))
  return engines.sort((one, other) => Number(other.id === draftEngine) - Number(one.id === draftEngine))
}

/** What the house allows itself to send to engines in a month, as the settings say. */
export function budgetFrom(settings: { draftBudget: number | null; timeZone: string }): Budget {
  return { characters: settings.draftBudget, timeZone: settings.timeZone }
}
