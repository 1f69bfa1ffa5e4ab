import type { TrainingProgress, TrainingStage } from '@plackett/training'
import { Presets, SingleBar } from 'cli-progress'
import type { Terminal } from '../terminal.ts'

export interface ShownProgress {
  stage(stage: TrainingStage): void
  update(progress: TrainingProgress): void
  /** Leaves the line of the bar; nothing is shown after. */
  stop(): void
}

const doing: Record<TrainingStage['name'], string> = {
  reading: 'reading the texts',
  choosing: 'choosing how long to train',
  training: 'training',
  reporting: 'judging',
}

/** Shows how far a run is: a bar on a terminal, a line every tenth of the training elsewhere. */
export function showTrainingProgress(stderr: Terminal['stderr']): ShownProgress {
  return stderr.isTTY ? showBar(stderr) : showLines(stderr)
}

function showBar(stream: NodeJS.WriteStream): ShownProgress {
  const format = '{bar} {percentage} % {doing}{metrics}'
  const bar = new SingleBar({ stream, format, hideCursor: true }, Presets.shades_classic)
  bar.start(100, 0, { doing: doing.reading, metrics: '' })
  return {
    stage: ({ name, share }) => bar.update(Math.floor(100 * share), { doing: doing[name] }),
    update: (progress) => bar.update({ metrics: ` · ${metricsOf(progress)}` }),
    stop: () => bar.stop(),
  }
}

function showLines(stderr: Terminal['stderr']): ShownProgress {
  let shownStage = ''
  let shownTenths = 0
  return {
    stage({ name }) {
      if (name !== shownStage) stderr.write(`${doing[name]}\n`)
      shownStage = name
    },
    update(progress) {
      const tenths = Math.floor((10 * progress.step) / progress.totalSteps)
      if (tenths > shownTenths)
        stderr.write(`step ${progress.step} of ${progress.totalSteps} · ${metricsOf(progress)}\n`)
      shownTenths = tenths
    },
    stop() {},
  }
}

function metricsOf({ trainLoss, heldOutAccuracy, etaSeconds }: TrainingProgress): string {
  const accuracy = heldOutAccuracy === null ? [] : [`held-out accuracy ${heldOutAccuracy.toFixed(3)}`]
  const eta = etaSeconds === null ? [] : [`${Math.ceil(etaSeconds)} s left`]
  return [`loss ${trainLoss.toFixed(4)}`, ...accuracy, ...eta].join(' · ')
}
