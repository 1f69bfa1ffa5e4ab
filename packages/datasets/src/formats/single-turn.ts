import { messagesOf, type Prompt } from '@plackett/contracts'

/** The system message ("" for none) and the only user turn of a prompt; null where there are more turns. */
export function singleTurnOf(prompt: Prompt): { system: string; user: string } | null {
  const messages = messagesOf(prompt)
  const system = messages[0]?.role === 'system' ? messages[0].content : ''
  const turns = messages.filter(({ role }) => role !== 'system')
  return turns.length === 1 && turns[0]?.role === 'user' ? { system, user: turns[0].content } : null
}

/** The prompt of an optional system message and one user turn. */
export function promptOfTurn(system: string | undefined, user: string): Prompt {
  if (system === undefined || system === '') return user
  return [
    { role: 'system', content: system },
    { role: 'user', content: user },
  ]
}
