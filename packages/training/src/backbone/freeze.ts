import type { RewardTrainingConfig } from '@plackett/contracts'

/** How architectures call their embeddings, and their layers with a number. */
const embeddings = /(^|\.)(embeddings?|embed_tokens|embed_in|wte|wpe)\./
const layer = /(^|\.)(layer|layers|h)\.(\d+)\./

/** Whether training leaves a weight as it is, by its name. A frozen layer freezes the embeddings under it too. */
export function isFrozenBy(freeze: RewardTrainingConfig['freeze']): (name: string) => boolean {
  if (freeze === undefined || freeze === 'backbone') return () => false
  const lowest = freeze === 'embeddings' ? 0 : freeze
  return (name) => {
    const number = layer.exec(name)?.[3]
    return number === undefined ? embeddings.test(name) : Number(number) < lowest
  }
}
