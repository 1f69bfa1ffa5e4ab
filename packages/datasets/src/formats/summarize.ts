import type { CompletionRecord, RankingRecord } from '@plackett/contracts'
import type { JsonObject } from '../fields/json.ts'
import { listOf, objectOf } from '../fields/list.ts'
import { filledTextOf, nameOf, textOf } from '../fields/text.ts'
import { refuse, refuseLine } from '../lines/line-error.ts'
import type { Loss } from '../loss.ts'
import { eachRow, type Format } from './format.ts'
import { rankingOfTwo } from './preferred.ts'

/** OpenAI's summarize-from-feedback: two summaries of a post or article and the number of the better one. */
export const summarize: Format = {
  title: 'OpenAI summarize-from-feedback comparisons',
  container: 'json',
  read: eachRow((row, loss) => [parseComparison(row, loss)]),
}

function parseComparison(row: JsonObject, loss: Loss): RankingRecord {
  const info = objectOf(row.info, 'info')
  const summaries = listOf(row.summaries, 'summaries')
  if (summaries.length !== 2) refuseLine('RANKS_MISMATCH', 'summaries', { ranks: 2, completions: summaries.length })
  if (row.choice !== 0 && row.choice !== 1) refuse('choice', 'must be 0 or 1')
  if (row.extra !== undefined) loss.note("a judge's confidence")
  const id = nameOf(info.id, 'info.id')
  return rankingOfTwo({
    prompt: postOf(info),
    first: summaryAt(summaries[0], 'summaries[0]'),
    second: summaryAt(summaries[1], 'summaries[1]'),
    preference: row.choice === 0 ? -1 : 1,
    group: id,
    annotator: nameOf(row.worker, 'worker'),
  })
}

function summaryAt(value: unknown, path: string): CompletionRecord {
  const summary = objectOf(value, path)
  return { text: textOf(summary.text, `${path}.text`), model: nameOf(summary.policy, `${path}.policy`) }
}

/** The query as the paper gave it to its models (Stiennon et al. 2020, appendix B.2); articles have no subreddit. */
function postOf(info: JsonObject): string {
  if (typeof info.article === 'string') return `${filledTextOf(info.article, 'info.article')}\n\nTL;DR:`
  const subreddit = nameOf(info.subreddit, 'info.subreddit') ?? ''
  const title = nameOf(info.title, 'info.title') ?? ''
  return `SUBREDDIT: r/${subreddit}\nTITLE: ${title}\nPOST: ${filledTextOf(info.post, 'info.post')}\nTL;DR:`
}
