/** A completion in two: what the model thought aloud, and what it answered. */
export interface SplitText {
  thinking: string | null
  answer: string
}

/** Takes a leading `<think>…</think>` apart. Without its end the text was cut while still thinking: there is no answer. */
export function splitThinking(text: string): SplitText {
  const opening = /^\s*<think(?:ing)?>/.exec(text)
  if (!opening) return { thinking: null, answer: text }
  const rest = text.slice(opening[0].length)
  const closing = /<\/think(?:ing)?>/.exec(rest)
  if (!closing) return { thinking: rest.trim(), answer: '' }
  return {
    thinking: rest.slice(0, closing.index).trim(),
    answer: rest.slice(closing.index + closing[0].length).replace(/^\s*\n/, ''),
  }
}
