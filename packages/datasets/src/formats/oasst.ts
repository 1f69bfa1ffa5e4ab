import type { CompletionRecord, Message, RankingRecord } from '@plackett/contracts'
import type { JsonObject } from '../fields/json.ts'
import { listOf, objectOf } from '../fields/list.ts'
import { nameOf, textOf } from '../fields/text.ts'
import { refuse } from '../lines/line-error.ts'
import type { Loss } from '../loss.ts'
import type { Format, RowReader } from './format.ts'
import { groupBy } from './group-by.ts'
import { ranksOfScores } from './ranks-of-scores.ts'

/**
 * OpenAssistant conversations, as whole trees (`prompt` with nested `replies`) or as flat messages that name their
 * parent. Wherever a prompter's message has two or more ranked answers, they are a ranking; rank 0 is the best there.
 */
export const oasst: Format = {
  title: 'OpenAssistant message trees or messages',
  container: 'json',
  read: (loss) => new OasstReader(loss),
}

/** A message and what it answers. Histories are followed through `parent`, so that deep trees cost nothing extra. */
interface Node {
  id: string
  tree: string
  parent: Node | null
  role: 'user' | 'assistant'
  text: string
  rank: number | null
  model: string | undefined
}

class OasstReader implements RowReader {
  /** Flat messages wait here for their answers, which may come in any order. */
  readonly #flat = new Map<string, { node: Node; parentId: string | undefined }>()
  readonly #loss: Loss

  constructor(loss: Loss) {
    this.#loss = loss
  }

  take(row: JsonObject): RankingRecord[] {
    if ('prompt' in row) return rankingsOf(nodesOfTree(row, this.#loss), this.#loss)
    const id = textOf(row.message_id, 'message_id')
    if (this.#flat.has(id)) refuse('message_id', 'stands in an earlier line already')
    const tree = nameOf(row.message_tree_id, 'message_tree_id') ?? id
    const node = nodeAt(row, '', { tree, parent: null })
    if (isKept(row, this.#loss)) this.#flat.set(id, { node, parentId: nameOf(row.parent_id, 'parent_id') })
    return []
  }

  finish(): RankingRecord[] {
    const nodes = [...this.#flat.values()].filter(({ parentId }) => parentId === undefined).map(({ node }) => node)
    const replies = groupBy(this.#flat.values(), ({ parentId }) => parentId)
    // Grows while it is walked. Starting from the roots leaves out what answers nothing that is here, or itself.
    for (const parent of nodes) {
      for (const { node } of replies.get(parent.id) ?? []) nodes.push(Object.assign(node, { parent }))
    }
    this.#loss.note('a message whose parent is missing', this.#flat.size - nodes.length)
    this.#flat.clear()
    return rankingsOf(nodes, this.#loss)
  }
}

/** The nodes of a tree, parents before their replies, without recursion: a file may nest as deep as it likes. */
function nodesOfTree(row: JsonObject, loss: Loss): Node[] {
  const tree = nameOf(row.message_tree_id, 'message_tree_id') ?? ''
  const nodes: Node[] = []
  const open = [{ message: objectOf(row.prompt, 'prompt'), path: 'prompt', parent: null as Node | null }]
  for (const { message, path, parent } of open) {
    if (!isKept(message, loss)) continue
    const node = nodeAt(message, path, { tree, parent })
    nodes.push(node)
    for (const [index, reply] of repliesOf(message, path).entries()) {
      const at = `${path}.replies[${index}]`
      open.push({ message: objectOf(reply, at), path: at, parent: node })
    }
  }
  return nodes
}

function repliesOf(message: JsonObject, path: string): readonly unknown[] {
  return message.replies === undefined ? [] : listOf(message.replies, `${path}.replies`)
}

function nodeAt(message: JsonObject, path: string, { tree, parent }: Pick<Node, 'tree' | 'parent'>): Node {
  const { role } = message
  const at = (field: string) => (path === '' ? field : `${path}.${field}`)
  if (role !== 'prompter' && role !== 'assistant') refuse(at('role'), 'must be prompter or assistant')
  return {
    id: nameOf(message.message_id, at('message_id')) ?? '',
    tree,
    parent,
    role: role === 'prompter' ? 'user' : 'assistant',
    text: textOf(message.text, at('text')),
    rank: Number.isSafeInteger(message.rank) ? (message.rank as number) : null,
    model: nameOf(message.model_name, at('model_name')),
  }
}

function isKept(message: JsonObject, loss: Loss): boolean {
  if (message.deleted === true) loss.note('a deleted message, with what answers it')
  return message.deleted !== true
}

function rankingsOf(nodes: readonly Node[], loss: Loss): RankingRecord[] {
  const answers = nodes.filter((node) => node.role === 'assistant' && node.parent?.role === 'user')
  const ranked = answers.filter(({ rank }) => rank !== null)
  loss.note('an answer without a rank', answers.length - ranked.length)
  return [...groupBy(ranked, ({ parent }) => parent!)].flatMap(([prompt, siblings]) =>
    rankingOf(prompt, siblings, loss),
  )
}

function rankingOf(prompt: Node, ranked: readonly Node[], loss: Loss): RankingRecord[] {
  if (ranked.length < 2) {
    loss.note('a ranked answer without another to compare it with')
    return []
  }
  const record: RankingRecord = {
    prompt: historyOf(prompt),
    completions: ranked.map(completionOf),
    ranks: ranksOfScores(ranked.map(({ rank }) => -rank!)),
  }
  if (prompt.id !== '') record.id = prompt.id
  if (prompt.tree !== '') record.group = prompt.tree
  return [record]
}

function completionOf({ text, model }: Node): CompletionRecord {
  return model === undefined ? { text } : { text, model }
}

function historyOf(last: Node): Message[] {
  const messages: Message[] = []
  for (let node: Node | null = last; node !== null; node = node.parent) {
    messages.push({ role: node.role, content: node.text })
  }
  return messages.reverse()
}
