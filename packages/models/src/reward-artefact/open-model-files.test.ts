import { AppError } from '@plackett/contracts'
import { expect, test } from 'vitest'
import { encodeNgramFeatures } from '../ngram-features/features-file.ts'
import { fitNgramFeatures } from '../ngram-features/fit-ngram-features.ts'
import { openModelFiles } from './open-model-files.ts'
import { artefactFormat, hashOf, type ModelFiles, modelHashOf } from './reward-artefact.ts'

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

function someFiles(changes: object = {}): ModelFiles {
  const features = encodeNgramFeatures(fitNgramFeatures([]))
  const model = Uint8Array.of(1, 2, 3)
  const config = {
    format: artefactFormat,
    backbone: 'ngram',
    objective: 'pairwise',
    seed: 1,
    epochs: 2,
    learningRate: 0.03,
    batchSize: 64,
    offset: 0.5,
    scale: 1,
    files: { 'features.json': hashOf(features), 'model.onnx': hashOf(model) },
    ...changes,
  }
  return { 'config.json': bytes(config), 'features.json': features, 'model.onnx': model }
}

async function problemOf(files: ModelFiles): Promise<string> {
  try {
    await openModelFiles('some/place', files)
  } catch (error) {
    if (error instanceof AppError && error.code === 'MODEL_FILE_INVALID') return error.message
    throw error
  }
  return 'none'
}

test('a whole model opens, and its hash names its content', async () => {
  const files = someFiles()
  expect(await openModelFiles('place', files)).toMatchObject({ config: { seed: 1 }, modelHash: modelHashOf(files) })
  expect(modelHashOf(someFiles({ seed: 2 }))).not.toBe(modelHashOf(files))
})

test('the order in which files are named does not change the hash', () => {
  const files = someFiles()
  const reversed = Object.fromEntries(Object.entries(files).reverse()) as ModelFiles
  expect(modelHashOf(reversed)).toBe(modelHashOf(files))
})

test.each([
  ['config.json: ', { ...someFiles(), 'config.json': bytes('no') }],
  ['config.json: ', { ...someFiles(), 'config.json': Uint8Array.of(0xff) }],
  ['config.json: ', someFiles({ format: 'plackett-reward-9' })],
  ['backbone', someFiles({ backbone: 'oracle' })],
  ['features.json: its content is not', { ...someFiles(), 'features.json': bytes({}) }],
  ['model.onnx: its content is not', { ...someFiles(), 'model.onnx': Uint8Array.of(1) }],
])('what is wrong is named: %s', async (problem, files) => {
  expect(await problemOf(files)).toContain('some/place')
  expect(await problemOf(files)).toContain(problem)
})
