import { type AppError, maxScoreItems } from '@plackett/contracts'
import { z } from 'zod'
import { splitText } from '../../text/split-text.ts'
import { type Asking, type Dialect, type DialectRoute, type Refusal, route } from './dialect.ts'
import {
  binaryReply,
  type InferRequest,
  inferRequest,
  invalid,
  jsonLengthHeader,
  readInferBody,
} from './kserve-tensors.ts'
import { rewardsOf } from './rewards-of.ts'

const output = 'rewards'

/** KServe's protocol version 2, with Triton's binary tensors, as NeMo-Aligner's clients speak it. */
export const kserve: Dialect = {
  name: 'kserve',
  routes: [
    route({
      method: 'POST',
      paths: ['/v2/models/:model/infer', '/v2/models/:model/versions/:version/infer'],
      read: (body, headers) => readInferBody(body, headers[jsonLengthHeader] as string | undefined),
      body: inferRequest,
      refuse,
      async answer(body, asking) {
        const { sentences, shape } = sentencesOf(body)
        const { model, results } = await asking.score(
          sentences.map((text) => splitText(text)),
          modelOf(asking),
        )
        const rewards = rewardsOf(results)
        const described = { name: output, datatype: 'FP32', shape }
        const [model_name, model_version] = model.split('@')
        const head = { ...(body.id !== undefined && { id: body.id }), model_name, model_version }
        if (!wantsBinary(body)) return { ...head, outputs: [{ ...described, data: rewards }] }
        const parameters = { binary_data_size: 4 * rewards.length }
        const reply = binaryReply({ ...head, outputs: [{ ...described, parameters }] }, rewards)
        asking.reply.header(jsonLengthHeader, reply.head.length)
        return reply.body
      },
    }),
    get(['/v2'], async () => ({ name: 'plackett', version: '2', extensions: ['binary_tensor_data'] })),
    get(['/v2/health/live'], async () => ({ live: true })),
    get(['/v2/health/ready'], async ({ listModels }) => ({ ready: (await listModels()).length > 0 })),
    get(['/v2/models/:model', '/v2/models/:model/versions/:version'], async (asking) => {
      const [name, version] = (await asking.resolve(modelOf(asking))).split('@')
      return { name, versions: [version], platform: 'plackett', inputs: [inputTensor], outputs: [outputTensor] }
    }),
    get(['/v2/models/:model/ready', '/v2/models/:model/versions/:version/ready'], async (asking) => {
      const [name] = (await asking.resolve(modelOf(asking))).split('@')
      return { name, ready: true }
    }),
    // Triton's addition, which PyTriton's client reads before it asks anything.
    get(['/v2/models/:model/config', '/v2/models/:model/versions/:version/config'], async (asking) => ({
      name: asking.params.model,
      platform: '',
      backend: 'plackett',
      max_batch_size: maxScoreItems,
      input: [{ name: 'sentences', data_type: 'TYPE_STRING', dims: [-1], optional: true }],
      output: [{ name: output, data_type: 'TYPE_FP32', dims: [1] }],
      version: (await asking.resolve(modelOf(asking))).split('@')[1],
    })),
  ],
}

const inputTensor = { name: 'sentences', datatype: 'BYTES', shape: [-1, -1] }
const outputTensor = { name: output, datatype: 'FP32', shape: [-1, 1] }

function get(paths: string[], answer: (asking: Asking) => Promise<unknown>): DialectRoute {
  return route({ method: 'GET', paths, body: z.unknown(), refuse, answer: (_, asking) => answer(asking) })
}

/** "1" is what clients of servers without versions of their own send. */
function modelOf({ params: { model = '', version } }: Asking): string {
  return version === undefined || version === '1' ? model : `${model}@${version}`
}

/** One text per row; the rewards have the same number of rows. */
function sentencesOf({ inputs }: InferRequest): { sentences: string[]; shape: number[] } {
  const tensor = inputs.find(({ name }) => name === 'sentences')
  if (!tensor) throw invalid('inputs: "sentences" is missing; this model reads texts, not ids of tokens')
  if (tensor.datatype !== 'BYTES') throw invalid('inputs: sentences must be BYTES')
  const data = z
    .array(z.string())
    .max(maxScoreItems)
    .safeParse((tensor.data ?? []).flat())
  if (!data.success) throw invalid(`inputs: sentences must be at most ${maxScoreItems} strings`)
  const count = tensor.shape.reduce((product, size) => product * size, 1)
  if (count !== data.data.length) throw invalid(`inputs: ${data.data.length} sentences for the shape ${tensor.shape}`)
  return { sentences: data.data, shape: [data.data.length, 1] }
}

function wantsBinary({ parameters, outputs }: InferRequest): boolean {
  const asked = outputs?.find(({ name }) => name === output)?.parameters?.binary_data
  return asked === undefined ? parameters?.binary_data_output === true : asked === true
}

function refuse({ status, message }: AppError): Refusal {
  return { status: status === 422 ? 400 : status, body: { error: message } }
}
