/** A deed as the audit keeps it. */
export interface Event {
  id: string
  at: Date
  action: string
  /** Null for what the house did by itself. */
  by: string | null
  detail: Record<string, unknown>
}
