import type { RewardTrainingConfig } from '@plackett/contracts'
import type { TextSettings } from '@plackett/models'
import type { TrainedRewardModel } from '../train-reward-model.types.ts'

interface CardInput {
  trained: TrainedRewardModel
  config: RewardTrainingConfig
  counts: { train: number; heldOut: number }
  /** Absent for n-grams. */
  network?: { text: TextSettings; pooling: string }
}

/** What a person needs to know before they rely on a model, as its README.md. */
export function modelCard({ trained, config, counts, network }: CardInput): string {
  const { report, modelHash, epochs, steps, learningRate } = trained
  return `# Reward model

Gives a completion of a prompt a number: higher is better, and the difference of two is the log odds that people prefer
the one to the other.

| | |
| --- | --- |
| backbone | ${config.backbone.split(/[\\/]/).at(-1)} |
| objective | ${config.objective} |
| trained on | ${counts.train} rankings, ${epochs} epochs kept of ${steps} steps, learning rate ${learningRate}, seed ${config.seed} |
| model hash | \`${modelHash}\` |

## What it is worth

On ${counts.heldOut} rankings that it has not learnt from.

| | |
| --- | --- |
| accuracy over ${report.pairs} pairs | ${estimateText(report.accuracy)} |
| "the longer one is better" | ${estimateText(report.lengthBaseline)} |
| agreement of two people | ${estimateText(report.humanCeiling)} |
| log loss | ${numberText(report.logLoss)} |
| correlation with length | ${numberText(report.lengthCorrelation)} |

It knows the domain, the languages and the people of its training data and no others: on another domain measure it
before use. A model that does not beat the baseline has learnt to count words.

## How it reads

${network ? readingText(network, trained) : 'N-grams and surface statistics of the first 65,536 characters of prompt and completion.'}

## How to use it

\`plackett score --model . --input FILE\` and \`plackett serve --model .\` need nothing but this folder.
${network ? 'In other runtimes: `model.onnx` takes `input_ids` and `attention_mask`, padded on the right, and gives `rewards`.\n' : ''}`
}

function readingText({ text, pooling }: NonNullable<CardInput['network']>, { texts }: TrainedRewardModel): string {
  const layouts = {
    pair: 'Prompt and completion are a pair with separators between.',
    text: 'Prompt and completion are one text with a line end between, and the end-of-text token behind.',
    chat: 'Prompt and completion go through the chat template that config.json holds.',
  }
  const cut = `At most ${text.maxTokens} tokens; longer texts are cut on the ${text.truncation}`
  const counted = texts ? ` (${texts.truncated} of ${texts.texts} were here)` : ''
  return `${layouts[text.layout]} ${cut}${counted}. Hidden states are pooled by "${pooling}".`
}

function estimateText(estimate: { value: number; low: number; high: number } | null): string {
  if (estimate === null) return 'not known from this data'
  return `${estimate.value.toFixed(3)} (95 % interval ${estimate.low.toFixed(3)} to ${estimate.high.toFixed(3)})`
}

function numberText(value: number | null): string {
  return value === null ? 'not known from this data' : value.toFixed(3)
}
