import { testReference } from '../../testing/reference.ts'
import { spearman } from '../agreement/spearman.ts'
import { pcg32 } from '../numerics/pcg32.ts'
import { accuracyInterval } from './accuracy-interval.ts'
import { areaUnderCurve } from './area-under-curve.ts'
import { compareModels, testMcNemar } from './compare-models.ts'
import { fitTemperature } from './fit-temperature.ts'
import { type CalibrationOptions, measureCalibration } from './measure-calibration.ts'
import type { Predictions } from './predictions.ts'
import { resampleAccuracy } from './resample-accuracy.ts'
import { scorePredictions } from './score-predictions.ts'

function tableOf(predictions: Predictions, options: CalibrationOptions) {
  const { bins, expectedError, largestError, rootMeanSquare } = measureCalibration(predictions, options)
  const rows = bins.map((bin) => bin && [bin.count, bin.predicted, bin.observed])
  return { bins: rows, ece: expectedError, mce: largestError, rms: rootMeanSquare }
}

testReference('calibration', {
  calibration: ({ p, y, number_of_bins: bins }) => {
    const { brier, logLoss, accuracy } = scorePredictions({ p, y })
    return {
      event_width: tableOf({ p, y }, { bins, by: 'width', form: 'event' }),
      event_mass: tableOf({ p, y }, { bins, by: 'mass', form: 'event' }),
      confidence_width: tableOf({ p, y }, { bins, by: 'width', form: 'confidence' }),
      confidence_mass: tableOf({ p, y }, { bins, by: 'mass', form: 'confidence' }),
      brier,
      log_loss: logLoss,
      accuracy,
    }
  },
  temperature: ({ logits, y }) => {
    const found = fitTemperature(logits, y)!
    return { temperature: found.temperature, log_loss_before: found.logLossBefore, log_loss_after: found.logLossAfter }
  },
  'accuracy-interval': ({ right, of }) => {
    const { accuracy, wilson, exact } = accuracyInterval(right, of)!
    return { accuracy, wilson: [wilson.lower, wilson.upper], exact: [exact.lower, exact.upper] }
  },
  'group-bootstrap': ({ right, level }) => {
    const found = resampleAccuracy(right, { rounds: 20_000, level, random: pcg32(3) })
    return {
      accuracy: found?.accuracy ?? null,
      mean_of_prompts: found?.meanOfPrompts ?? null,
      lower: found?.lower ?? null,
      upper: found?.upper ?? null,
      cluster_se: found?.clusterError ?? null,
      plain_se: found?.plainError ?? null,
    }
  },
  mcnemar: ({ only_first_right: first, only_second_right: second }) => {
    const { p, chiSquareCorrected } = testMcNemar(first, second)
    return { p_exact: p, chi_square_corrected: chiSquareCorrected }
  },
  paired: ({ first_right: first, second_right: second }) => {
    const found = compareModels(first, second, { rounds: 20_000, random: pcg32(4) })!
    return {
      difference: found.difference,
      se: found.standardError,
      lower: found.lower,
      upper: found.upper,
      only_first_right: found.onlyFirstRight,
      only_second_right: found.onlySecondRight,
      p_exact: found.p,
    }
  },
  auc: ({ y, scores }) => ({ auc: areaUnderCurve(y, scores) }),
  spearman: ({ a, b }) => ({ spearman: spearman(a, b) }),
})
