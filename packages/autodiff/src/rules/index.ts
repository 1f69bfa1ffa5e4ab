import type { Op } from '@plackett/onnx'
import type { RulesOf } from '../gradient-rule.ts'
import { elementwiseRules } from './elementwise.ts'
import { indexingRules } from './indexing.ts'
import { normalisationRules } from './normalisation.ts'
import { productRules } from './products.ts'
import { reductionRules } from './reductions.ts'
import { shapeRules } from './shape.ts'

/** The rule of every operator; one that is missing does not compile. */
export const rules: RulesOf<Op> = {
  ...elementwiseRules,
  ...indexingRules,
  ...normalisationRules,
  ...productRules,
  ...reductionRules,
  ...shapeRules,
}
