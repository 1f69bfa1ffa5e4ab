import type { Evaluation } from '@plackett/contracts'
import { fitTemperature, measureCalibration, type ReliabilityBin } from '@plackett/preference'

/** Of bins over 0 to 1; those below ½ are empty, as a difference is asked about from its larger side. */
const bins = 20

/** How far σ(difference of rewards) is a probability, from the differences of better and worse. */
export function calibrationOf(differences: readonly number[]): Evaluation['calibration'] {
  const before = reliabilityOf(differences, 1)
  const always = differences.map(() => 1)
  const fitted = fitTemperature(differences, always)
  const temperature = fitted?.temperature ?? null
  const after = temperature === null ? null : reliabilityOf(differences, temperature)
  return {
    expectedError: before.expectedError,
    bins: before.bins.filter((bin): bin is ReliabilityBin => bin !== null),
    temperature,
    expectedErrorAfter: after?.expectedError ?? null,
    logLossBefore: fitted?.logLossBefore ?? null,
    logLossAfter: fitted?.logLossAfter ?? null,
  }
}

function reliabilityOf(differences: readonly number[], temperature: number) {
  const p = differences.map((difference) => 1 / (1 + Math.exp(-difference / temperature)))
  return measureCalibration({ p, y: differences.map(() => 1) }, { bins, by: 'width', form: 'confidence' })
}
