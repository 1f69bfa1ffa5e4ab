'use client'

import type { Evaluation } from '@plackett/contracts'
import { BaselinePanel } from './baseline-panel.tsx'
import { CalibrationPanel } from './calibration-panel.tsx'
import { EnsemblePanel } from './ensemble-panel.tsx'
import { LearningPanel } from './learning-panel.tsx'
import { MistakesPanel } from './mistakes-panel.tsx'
import { RewardsPanel } from './rewards-panel.tsx'
import { SlicesPanel } from './slices-panel.tsx'

/** Where a reward model is right and wrong, beside what simpler things achieve; each part where the data can tell. */
export function EvaluationView({ evaluation }: { evaluation: Evaluation }) {
  const { baselines, ceiling, calibration, histogram, length, learningCurve, ensemble, mistakes } = evaluation
  return (
    <>
      {baselines.length > 0 && <BaselinePanel baselines={baselines} ceiling={ceiling} />}
      {evaluation.byStrength.length > 0 && <SlicesPanel evaluation={evaluation} />}
      {calibration.expectedError !== null && <CalibrationPanel calibration={calibration} />}
      {histogram && <RewardsPanel histogram={histogram} length={length} />}
      {learningCurve.length > 1 && <LearningPanel points={learningCurve} />}
      {ensemble && <EnsemblePanel ensemble={ensemble} />}
      {mistakes.length > 0 && <MistakesPanel mistakes={mistakes} />}
    </>
  )
}
