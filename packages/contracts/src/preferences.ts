import { z } from 'zod'

/** How completions stand: beside each other, one under the other, or one at a time. */
export const benchLayout = z.enum(['columns', 'list', 'single'])
export type BenchLayout = z.infer<typeof benchLayout>

/** Everything that a key can ask for while ranking. The screen gives each its keys; a person may give it others. */
export const keyCommand = z.enum([
  'place1',
  'place2',
  'place3',
  'place4',
  'place5',
  'place6',
  'place7',
  'place8',
  'place9',
  'tie',
  'takeBack',
  'clear',
  'undo',
  'selectPrevious',
  'selectNext',
  'moveBetter',
  'moveWorse',
  'asShown',
  'submit',
  'nextCompletion',
  'previousCompletion',
  'enlarge',
  'compare',
  'layout',
  'scroll',
  'prompt',
  'raw',
  'guidelines',
  'skip',
  'notRankable',
  'help',
])
export type KeyCommand = z.infer<typeof keyCommand>

/** A character, or a key's name as browsers have it, with Shift before a name only: `2`, `=`, `Enter`, `Shift+ArrowLeft`. */
export const keyName = z
  .string()
  .max(24)
  .regex(/^(?:[^\s\p{C}]|(?:Shift\+)?[A-Z][A-Za-z0-9]+)$/u)

const fields = {
  layout: benchLayout,
  /** Whether the completions scroll each by itself, or all as one page. */
  scroll: z.enum(['alone', 'together']),
  /** The keys of the commands that do not have those they came with; an empty list is none. */
  keys: z.partialRecord(keyCommand, z.array(keyName).max(3)),
}

/** How a person wants to work, kept with the account. What another version stored and this one cannot read is as unsaid. */
export const preferences = z.object({
  layout: fields.layout.catch('columns'),
  scroll: fields.scroll.catch('alone'),
  keys: fields.keys.catch({}),
})
export type Preferences = z.infer<typeof preferences>

/** Only what is given changes. */
export const savePreferencesInput = z.strictObject(fields).partial()
export type SavePreferencesInput = z.infer<typeof savePreferencesInput>
