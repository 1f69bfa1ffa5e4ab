import type { RewardTrainingConfig } from '@plackett/contracts'
import type { TextRow } from '../run/ranked-texts.ts'
import type { OpenedBackbone, ReadListener } from './backbone.ts'
import { directorySource } from './directory-source.ts'
import { openNgram } from './ngram.ts'
import { isScratchSize, scratchSource } from './scratch-source.ts'
import { openTransformer } from './transformer.ts'

/** The backbone that a config names, and the training texts as it reads them. */
export async function openBackbone(
  config: RewardTrainingConfig,
  texts: readonly TextRow[],
  onRead: ReadListener,
): Promise<OpenedBackbone> {
  const { backbone } = config
  if (backbone === 'ngram') return openNgram(config, texts, onRead)
  const source = isScratchSize(backbone) ? scratchSource(backbone, config, texts) : await directorySource(config)
  return openTransformer(source, config, { texts, onRead })
}
