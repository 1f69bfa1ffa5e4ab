/**
 * Reward models as graphs, without anything that runs them. A run goes like this:
 *
 *   const backbone = ngramBackbone(settings)                         // or, later, a transformer
 *   const objective = pairwiseObjective(settings)                    // or listwiseObjective()
 *   const graph = buildRewardTrainGraph({ backbone, objective, optimizer: adamW() })
 *   let state = initialState(graph.state, seed)                      // Map of name to tensor
 *   each step: run graph.model with the backbone's inputs, objective.targets(rankings of the batch), the state,
 *     learning_rate (float32 []) and step (int64 [], from 1); take loss, gradient_norm, rewards, and for each of
 *     graph.state the output `next`, which becomes the input `name` of the following step
 *   buildScoreGraph({ backbone, parameters: state, offset })         // the file that serves
 *
 * A tensor is {type, dims, data}, its types named and held as onnxruntime's: new ort.Tensor(type, data, dims). Dimensions
 * of length 0 (a batch without strict pairs) are fine.
 */
export { type Architecture, tokenInputs } from './architectures/architecture.ts'
export { type Pooling, poolings } from './architectures/blocks/pooling.ts'
export type { RememberedLayer } from './architectures/memory.ts'
export { parametersOf, scopeOf } from './architectures/model-scope.ts'
export { type NgramSettings, ngramBackbone } from './architectures/ngram.ts'
export { readArchitecture } from './architectures/read-architecture.ts'
export {
  type TransformerRewardSettings,
  transformerFeatures,
  transformerHead,
  transformerReward,
} from './architectures/transformer-reward.ts'
export type { InputSpec, RewardBackbone } from './backbone.ts'
export { buildDecodeGraph, type DecodeGraph, type DecodeSettings, languageModelSpecs } from './decode-graph.ts'
export { type LoraSettings, loraDefaults, mergeLora } from './lora.ts'
export { type AdvantageScale, groupAdvantages, rlooAdvantages } from './losses/advantages.ts'
export { type PairwiseSettings, pairwiseObjective } from './losses/bradley-terry.ts'
export { type ClipSettings, ppoPolicyLoss } from './losses/clipped-ratio.ts'
export { davidsonLoss, davidsonObjective } from './losses/davidson.ts'
export { davidsonLuceDefaults, davidsonLuceObjective } from './losses/davidson-luce.ts'
export { type DpoSettings, dpoDefaults, dpoLoss } from './losses/dpo.ts'
export { entropies } from './losses/entropy.ts'
export { type GaeSettings, gae } from './losses/gae.ts'
export { type GrpoSettings, grpoDefaults, grpoLoss } from './losses/grpo.ts'
export { type KlForm, klEstimate } from './losses/kl-estimate.ts'
export { type KtoSettings, ktoDefaults, ktoLoss } from './losses/kto.ts'
export { maskedMean } from './losses/masked-mean.ts'
export { nextTokenLogProbabilities, nextTokenLoss } from './losses/next-token.ts'
export {
  type RankedTexts,
  type RewardObjective,
  type RewardObjectiveName,
  rewardObjectiveNames,
} from './losses/objective.ts'
export { orpoLoss } from './losses/orpo.ts'
export { listwiseObjective } from './losses/plackett-luce.ts'
export { ppoValueLoss } from './losses/ppo-value.ts'
export { raoKupperLoss, raoKupperObjective } from './losses/rao-kupper.ts'
export { huberErrors, type RegressionSettings, regressionObjective, squaredErrors } from './losses/regression.ts'
export { rlooLoss } from './losses/rloo.ts'
export { rewardNetwork, type TrainedNetwork } from './network.ts'
export { encodeNgramFeatures } from './ngram-features/features-file.ts'
export { fitNgramFeatures } from './ngram-features/fit-ngram-features.ts'
export { ngramBatch, type ScoringBatch, scoringBatches } from './ngram-features/ngram-batch.ts'
export { type NgramFeatures, type NgramVector, tableRows } from './ngram-features/ngram-features.ts'
export { ExampleReader, type NgramExample } from './ngram-features/read-example.ts'
export { vectorOf } from './ngram-features/vector-of.ts'
export { type AdamWSettings, adamW, adamWDefaults } from './optimizers/adamw.ts'
export { clipGradients } from './optimizers/clip-gradients.ts'
export type { Optimizer } from './optimizers/optimizer.ts'
export { type Schedule, scheduleFactor } from './optimizers/schedule.ts'
export { type SgdSettings, sgd } from './optimizers/sgd.ts'
export type { ParameterSpec } from './parameter.ts'
export { buildLogProbabilityGraph } from './policy/log-probability-graph.ts'
export { type PolicyBackbone, type PolicySettings, transformerPolicy } from './policy/policy-backbone.ts'
export {
  labelsOf,
  labelTargets,
  pairTargets,
  policyBatch,
  type RowPair,
  sftTargets,
} from './policy/policy-batches.ts'
export { type PolicyObjective, policyNetwork } from './policy/policy-objective.ts'
export { dpoObjective, ktoObjective, orpoObjective } from './policy/preference.ts'
export { grpoObjective, ppoDefaults, ppoObjective, rlooObjective } from './policy/reinforcement.ts'
export { sftObjective } from './policy/sft.ts'
export { RandomStream } from './random.ts'
export { type ExportedDirectory, exportDirectory } from './reward-artefact/export-directory.ts'
export type { ModelReader, TextToScore } from './reward-artefact/model-reader.ts'
export { modelFileNames, type OpenedModelFiles, openModelFiles } from './reward-artefact/open-model-files.ts'
export {
  artefactFiles,
  artefactFormat,
  hashOf,
  isTransformerConfig,
  type ModelFiles,
  modelHashOf,
  type RewardModelConfig,
  type TransformerModelConfig,
} from './reward-artefact/reward-artefact.ts'
export { buildForwardGraph, buildScoreGraph, type ScoreSettings } from './score-graph.ts'
export { ChatTemplate, type ChatTemplateSettings, type RenderOptions } from './text/chat-template.ts'
export { type PolicyText, PolicyTexts } from './text/policy-texts.ts'
export { RewardTexts } from './text/reward-texts.ts'
export { readTextSettings, type TextSettings, textSettings } from './text/text-settings.ts'
export { tokenBatch } from './text/token-batch.ts'
export { lengthBatches } from './text/token-scoring-batches.ts'
export { type EncodedText, type Limit, Tokenizer, type TruncationSide } from './text/tokenizer.ts'
export { newTokens, trainBytePairs } from './text/train-byte-pairs.ts'
export {
  buildAccumulatingGraphs,
  buildLossGraph,
  buildRewardTrainGraph,
  buildTrainGraph,
  initialState,
  type RewardTrainSettings,
  type StateSpec,
  type TensorSpec,
  type TrainGraph,
  type TrainSettings,
} from './train-graph.ts'
export { convertLlama2c } from './weights/convert-llama2c.ts'
export { type ConvertedModel, readLlama2c } from './weights/llama2c.ts'
export { type LoadedParameters, loadParameters } from './weights/load-parameters.ts'
export { type ModelDirectory, readModelJson, readWeights } from './weights/read-weights.ts'
export { readSafetensors, type Safetensors, writeSafetensors } from './weights/safetensors.ts'
export { writeDirectory } from './weights/write-directory.ts'
