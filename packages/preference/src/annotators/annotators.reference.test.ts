import { expect } from 'vitest'
import { referenceCase, testReference } from '../../testing/reference.ts'
import { choiceShare } from './choice-share.ts'
import { type AnswerTable, estimateConfusions, estimateSkills } from './estimate-confusions.ts'
import { type CrowdInput, crowdSlopes, fitCrowdBradleyTerry } from './fit-crowd-bradley-terry.ts'
import { sidedSlopes } from './fit-sided-bradley-terry.ts'
import { goldPosterior } from './gold-posterior.ts'
import { noiseCeiling } from './noise-ceiling.ts'
import { scoreGold } from './score-gold.ts'
import { testSlots } from './test-slots.ts'
import { type PairVote, testSpam } from './test-spam.ts'

const numbers = (rows: string[]) => rows.map((row) => row.split(' ').map(Number))
const count = (values: number[]) => Math.max(...values) + 1

function answersOf({ classes, answers }: { classes: number; answers: string[] }): AnswerTable {
  const rows = numbers(answers).map(([task, annotator, label]) => ({
    task: task!,
    annotator: annotator!,
    label: label!,
  }))
  const tasks = count(rows.map(({ task }) => task))
  return { tasks, annotators: count(rows.map(({ annotator }) => annotator)), classes, answers: rows }
}

function crowdInput({ votes, lambda }: { votes: string[]; lambda: number }): CrowdInput {
  const rows = numbers(votes).map(([annotator, winner, loser]) => ({
    annotator: annotator!,
    winner: winner!,
    loser: loser!,
  }))
  return {
    items: count(rows.flatMap(({ winner, loser }) => [winner, loser])),
    annotators: count(rows.map(({ annotator }) => annotator)),
    votes: rows,
    lambda,
  }
}

testReference('annotators', {
  'dawid-skene': (input) => {
    const { iterations, smoothing } = input
    const { logLikelihood, ...estimate } = estimateConfusions(answersOf(input), { iterations, smoothing, tolerance: 0 })
    return { ...estimate, log_likelihood: logLikelihood }
  },
  'one-coin': (input) => {
    const { logLikelihood, ...estimate } = estimateSkills(answersOf(input), {
      iterations: input.iterations,
      tolerance: 0,
    })
    return { ...estimate, log_likelihood: logLikelihood }
  },
  'crowd-bt': (input) => {
    const fit = fitCrowdBradleyTerry(crowdInput(input))
    expect(fit.converged).toBe(true)
    return { s: fit.logWorths, eta: fit.reliabilities, penalised_log_likelihood: fit.penalisedLogLikelihood }
  },
  'crowd-bt-at': ({ votes: name, lambda, s, eta }) => {
    const { votes } = referenceCase('annotators', name.replace('case ', '')).input
    const point = { logWorths: Float64Array.from(s as number[]), reliabilities: Float64Array.from(eta as number[]) }
    const { value, worthSlopes, reliabilitySlopes } = crowdSlopes(crowdInput({ votes, lambda }), point)
    return {
      penalised_log_likelihood: value,
      gradient_s: [...worthSlopes],
      gradient_eta: [...reliabilitySlopes],
      gradient_logit_eta: Array.from(reliabilitySlopes, (slope, k) => slope * eta[k] * (1 - eta[k])),
    }
  },
  'position-at': ({ items, annotators, lambda, choices, s, gamma, q }) => {
    const rows = numbers(choices).map(([annotator, left, right, chosen]) => {
      return { annotator: annotator!, left: left!, right: right!, leftChosen: chosen === 1 }
    })
    const point = {
      logWorths: Float64Array.from(s as number[]),
      merits: Float64Array.from(gamma as number[]),
      pulls: Float64Array.from(q as number[]),
    }
    const { value, slopes } = sidedSlopes({ items, annotators, choices: rows, lambda }, point)
    return {
      penalised_log_likelihood: value,
      log_likelihood: sidedSlopes({ items, annotators, choices: rows, lambda: 0 }, point).value,
      gradient_s: [...slopes.logWorths],
      gradient_gamma: [...slopes.merits],
      gradient_q: [...slopes.pulls],
    }
  },
  'slot-ranks': ({ ranks_by_slot: ranks }) => {
    const found = testSlots(ranks)
    if (found === null) return { mean_rank: null, chi_square: null, df: null, p: null }
    return { mean_rank: found.meanRank, chi_square: found.chiSquare, df: found.degrees, p: found.p }
  },
  'choice-share': ({ chosen, of }) => {
    const found = choiceShare(chosen, of)
    if (found === null) return { share: null, lower: null, upper: null, p_half: null }
    return { share: found.share, lower: found.lower, upper: found.upper, p_half: found.p }
  },
  'gold-score': ({ gold, answer }) => scoreGold(gold, answer),
  'gold-posterior': ({ right, wrong, theta, level }) => {
    const { below, ...posterior } = goldPosterior({ right, wrong }, { theta, level })
    return { ...posterior, p_below: below }
  },
  spam: ({ history, votes, alpha, least, most }) => {
    const past = (history as [number, number][]).map(([wins, losses]) => ({ wins, losses }))
    const cast = (votes as [number, PairVote['vote']][]).map(([pair, vote]) => ({ pair, vote }))
    const { atVote, ...found } = testSpam(cast, past, { alpha, least, most })
    return { ...found, at_vote: atVote }
  },
  ceiling: ({ votes }) => {
    const found = noiseCeiling(votes)
    return {
      best_possible_accuracy: found.bestPossibleAccuracy,
      pair_agreement: found.pairAgreement,
      leave_one_out: found.leaveOneOut,
    }
  },
})
