import type { ReinforcementConfig } from '@plackett/contracts'
import { groupAdvantages, rlooAdvantages } from '@plackett/models'
import { encodeModel, GraphBuilder } from '@plackett/onnx'
import { InferenceSession, Tensor } from 'onnxruntime-node'

export interface Rewarded {
  /** One a completion, group after group. */
  readonly rewards: readonly number[]
  /** Σ log p − log p_reference of each completion. */
  readonly kl: readonly number[]
  readonly beta: number
}

/** Advantages of the completions of a round by the formulas of packages/models, in a session of their own. */
export class Advantages {
  readonly #session: InferenceSession
  readonly #groupSize: number

  static async open({ algorithm, groupSize }: ReinforcementConfig): Promise<Advantages> {
    const g = new GraphBuilder()
    const rewards = g.input('rewards', 'float32', ['groups', groupSize])
    if (algorithm === 'grpo') g.output(groupAdvantages(g, rewards, 'group'), 'advantages')
    else {
      // The KL comes weighted, because its weight may change from round to round.
      const kl = g.input('kl', 'float32', ['groups', groupSize])
      g.output(rlooAdvantages(g, { rewards, kl }, { beta: 1, normalize: false }), 'advantages')
    }
    const session = await InferenceSession.create(encodeModel(g.build('advantages')), { intraOpNumThreads: 1 })
    return new Advantages(session, groupSize)
  }

  private constructor(session: InferenceSession, groupSize: number) {
    this.#session = session
    this.#groupSize = groupSize
  }

  async of({ rewards, kl, beta }: Rewarded): Promise<Float32Array> {
    const dims = [rewards.length / this.#groupSize, this.#groupSize]
    const tensor = (numbers: readonly number[]) => new Tensor('float32', Float32Array.from(numbers), dims)
    const feeds = { rewards: tensor(rewards), kl: tensor(kl.map((each) => each * beta)) }
    const known = Object.entries(feeds).filter(([name]) => this.#session.inputNames.includes(name))
    return (await this.#session.run(Object.fromEntries(known))).advantages!.data as Float32Array
  }

  async release(): Promise<void> {
    await this.#session.release()
  }
}
