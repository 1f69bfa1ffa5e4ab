import type { LearningPoint, RankingRecord } from '@plackett/contracts'
import { groupOf } from '@plackett/datasets'
import { saysSomething } from '../run/ranked-texts.ts'
import type { RunInput } from '../run/run-training.ts'
import { shuffled } from '../run/shuffled.ts'
import { type ThreadInput, trainInThread } from '../train-in-thread.ts'

/** The parts of the groups from which the points of a learning curve learn, before the whole. */
const shares = [1 / 8, 1 / 4, 1 / 2] as const

/** Groups below which a part of them teaches nothing. */
const fewestGroups = 4

/**
 * What a report sets beside a model, by runs of their own: what n-grams make of the same training data, where the model is more
 * than that, and where it is asked for, what parts of the data teach.
 */
export async function besideOf(input: Omit<ThreadInput, 'beside'>): Promise<RunInput['beside']> {
  const { backbone, seed, learningCurve } = input.config
  if (!input.heldOut.some(saysSomething) || !input.train.some(saysSomething)) return {}
  const quiet = { heldOut: input.heldOut, ...(input.signal && { signal: input.signal }) }
  const config = { backbone: 'ngram', objective: 'pairwise', seed } as const
  const ngram = backbone === 'ngram' ? null : await trainInThread({ ...quiet, train: input.train, config })
  return {
    ...(ngram && { ngram: ngram.heldOutRewards }),
    ...(learningCurve && { learningCurve: await pointsOf(input, quiet) }),
  }
}

async function pointsOf(
  { train, config, onStage }: Omit<ThreadInput, 'beside'>,
  quiet: Pick<ThreadInput, 'heldOut' | 'signal'>,
): Promise<LearningPoint[]> {
  const points: LearningPoint[] = []
  for (const [at, share] of shares.entries()) {
    onStage?.({ name: 'choosing', share: at / shares.length })
    const part = partOf(train, share, config.seed)
    if (part === null) continue
    const { report } = await trainInThread({ ...quiet, train: part, config })
    if (report.accuracy) points.push({ rankings: part.length, accuracy: report.accuracy })
  }
  return points
}

/** Whole groups, the first of an order by chance, so that smaller parts lie within larger ones; null where there are too few. */
function partOf(train: readonly RankingRecord[], share: number, seed: number): RankingRecord[] | null {
  const groups = shuffled([...new Set(train.map(groupOf))].sort(), seed, 'learning-curve')
  const count = Math.floor(groups.length * share)
  if (count < fewestGroups) return null
  const chosen = new Set(groups.slice(0, count))
  const part = train.filter((record) => chosen.has(groupOf(record)))
  return part.some(saysSomething) ? part : null
}
