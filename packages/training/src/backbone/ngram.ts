import type { RewardTrainingConfig } from '@plackett/contracts'
import {
  adamW,
  artefactFiles,
  buildScoreGraph,
  ExampleReader,
  encodeNgramFeatures,
  fitNgramFeatures,
  hashOf,
  type NgramExample,
  type NgramFeatures,
  ngramBackbone,
  ngramBatch,
  scoringBatches,
  tableRows,
  vectorOf,
} from '@plackett/models'
import type { TextRow } from '../run/ranked-texts.ts'
import type { Backbone, OpenedBackbone, ReadListener, ReadTexts } from './backbone.ts'

/**
 * How much faster than the surface statistics the n-grams may learn. Where people prefer a manner or a length, slowly is
 * better; where single words decide, fast: each is tried on the data. The first is taken where nothing can be tried.
 */
const paces = [1, 6]

/** N-grams and surface statistics, fitted on the training texts. */
export function openNgram(
  config: RewardTrainingConfig,
  texts: readonly TextRow[],
  onRead: ReadListener,
): OpenedBackbone {
  const examples = readExamples(texts, onRead)
  const features = fitNgramFeatures(examples)
  return { backbone: backboneOf(config, features), train: readTexts(features, examples) }
}

function backboneOf(config: RewardTrainingConfig, features: NgramFeatures): Backbone {
  const files = { [artefactFiles.features]: encodeNgramFeatures(features) }
  return {
    identity: hashOf(files[artefactFiles.features]!),
    tuning: { choices: paces, usual: { choice: paces[0]!, epochs: 6 }, mostEpochs: 16, patience: 2, isTried: true },
    batching: { batchSize: config.batchSize ?? 64, isGathered: false, mostTokens: null },
    // One, so that a short step does not wait for other threads.
    threads: 1,
    start: new Map(),
    recipe: (pace) => recipeOf(config, features, pace),
    read: async (texts, onRead) => readTexts(features, readExamples(texts, onRead)),
    scoreGraph: (parameters, offset) => {
      return buildScoreGraph({ backbone: recipeOf(config, features, paces[0]!).network, parameters, offset })
    },
    artefact: { name: 'ngram', files, network: null },
  }
}

/**
 * With ε = 1 AdamW is gradient descent with momentum whose steps cannot grow beyond the learning rate: rare n-grams
 * move as little as their gradient says, where a small ε would blow each of them up to a full step and learn single
 * texts by heart (cross-validated log loss on 2,616 pairs of answers: .681 against .708 after 24 epochs). How long it
 * goes on is then what regularises, and that is found from the data.
 */
function recipeOf(config: RewardTrainingConfig, features: NgramFeatures, pace: number): ReturnType<Backbone['recipe']> {
  return {
    network: ngramBackbone({
      buckets: tableRows(features),
      surfaceSize: features.surface.length,
      hidden: 0,
      ngramLearningRateFactor: pace,
      ngramDecayFactor: 1,
      surfaceLearningRateFactor: 1,
      surfaceDecayFactor: 1,
    }),
    optimizer: adamW({ beta1: 0.9, beta2: 0.999, epsilon: 1, weightDecay: 0.01, maxGradientNorm: null }),
    learningRate: config.learningRate ?? 0.03,
    schedule: 'constant',
    warmup: 0,
  }
}

function readExamples(texts: readonly TextRow[], onRead: ReadListener): NgramExample[] {
  const reader = new ExampleReader()
  return texts.map(({ prompt, completion }, at) => {
    if (at % 512 === 0) onRead(at / texts.length)
    return reader.read(prompt, completion)
  })
}

function readTexts(features: NgramFeatures, examples: readonly NgramExample[]): ReadTexts {
  const vectors = examples.map((example) => vectorOf(features, example))
  const of = (rows: readonly number[]) => rows.map((row) => vectors[row]!)
  return {
    lengths: vectors.map(() => 0),
    isTruncated: examples.map(({ isTruncated }) => isTruncated),
    inputsOf: (rows) => ngramBatch(of(rows)),
    scoringBatches: (rows) => scoringBatches(of(rows)),
  }
}
