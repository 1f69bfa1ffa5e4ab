import { describe, expect, test } from 'vitest'
import { readReference, testReference } from '../../testing/reference.ts'
import { readUkpGames } from '../../testing/ukp-games.ts'
import { expand, type Likelihood } from '../numerics/likelihood.ts'
import { pcg32 } from '../numerics/pcg32.ts'
import { bootstrapRatings } from './bootstrap-ratings.ts'
import { davidsonLikelihood, davidsonProbabilities } from './davidson-likelihood.ts'
import type { Fit } from './fit.ts'
import { fitBradleyTerry } from './fit-bradley-terry.ts'
import { fitComposite } from './fit-composite.ts'
import { fitDavidson } from './fit-davidson.ts'
import { fitDavidsonLuce } from './fit-davidson-luce.ts'
import { fitPlackettLuce, fitPlackettLuceWithGhost } from './fit-plackett-luce.ts'
import { fitPositionEffect } from './fit-position-effect.ts'
import { fitRaoKupper } from './fit-rao-kupper.ts'
import { fitStyleControlled, fitStylePenalised } from './fit-style-controlled.ts'
import { fitBradleyTerryWithGhost, type RegularisedWorths } from './fit-with-ghost.ts'
import type { Game, GameTable } from './game.ts'
import { gameOutcomes, logisticLikelihood } from './logistic-likelihood.ts'
import { lsrStep } from './lsr-step.ts'
import { luceLikelihood, type Tiers } from './luce-likelihood.ts'
import { mmStep } from './mm-step.ts'
import { rankByInterval } from './rank-by-interval.ts'
import { raoKupperLikelihood, raoKupperProbabilities } from './rao-kupper-likelihood.ts'
import { rateItems } from './rate-items.ts'
import { gameEdges, strongComponents } from './strong-components.ts'
import { standardised, styleDifference } from './style-features.ts'
import { expectedWinMatrix, winMatrix } from './win-matrix.ts'

type Row = [number, number, number, number, number]

function tableOf(input: { models: number; games: Row[] }): GameTable {
  const games = input.games.map(([first, second, wins, losses, ties]): Game => ({ first, second, wins, losses, ties }))
  return { items: input.models, games }
}

/** Ranks as digits, 0 for what is not in the set. */
function tiersOf(ranks: string): Tiers {
  const levels = [...new Set(ranks)].filter((rank) => rank !== '0').sort()
  return levels.map((level) => [...ranks].flatMap((rank, item) => (rank === level ? [item] : [])))
}

function rankingsOf(input: { items: number; rankings: string[] }) {
  return { items: input.items, rankings: input.rankings.map(tiersOf) }
}

function fitted<T extends object>(fit: Fit<T>): T {
  if (fit.kind === 'undefined') throw new Error(fit.reason)
  return fit
}

const worthsOf = (fit: Fit<{ logWorths: number[] }>) => (fit.kind === 'fitted' ? fit.logWorths : null)

function sumOne(logWorths: number[]): number[] {
  const worths = logWorths.map(Math.exp)
  const total = worths.reduce((sum, worth) => sum + worth, 0)
  return worths.map((worth) => worth / total)
}

function at(likelihood: Likelihood, point: number[]) {
  const { value, gradient, information } = expand(likelihood, Float64Array.from(point))
  const n = likelihood.dimension
  const rows = Array.from({ length: n }, (_, k) => [...information.subarray(k * n, (k + 1) * n)])
  return { log_likelihood: value, gradient: [...gradient], minus_hessian: rows }
}

function ghost({ logWorthsAgainstGhost, logWorths, logLikelihood }: RegularisedWorths) {
  return { log_worths_raw: logWorthsAgainstGhost, log_worths: logWorths, log_likelihood_with_ghost: logLikelihood }
}

function tieModelAt(
  likelihood: Likelihood,
  { models, log_worths: worths }: { models: number; log_worths: number[] },
  name: string,
  tie: number,
) {
  const { log_likelihood, gradient } = at(likelihood, [...worths, tie])
  return { log_likelihood, gradient: gradient.slice(0, models), [`gradient_ln_${name}`]: gradient[models] }
}

const byOrder = <T>(orders: number[], value: (k: number) => T) =>
  Object.fromEntries(orders.map((order, k) => [order, value(k)]))

testReference('worths', {
  'bradley-terry': (input, { expected }) => {
    const table = { ...tableOf(input), reweightFloor: input.reweight_floor }
    const fit = fitted(fitBradleyTerry(table))
    const { rows } = rateItems(table)
    const anchored = rateItems({ ...table, anchor: { item: input.anchor, rating: 1114 } })
    return {
      log_worths: fit.logWorths,
      worths: fit.logWorths.map(Math.exp),
      log_likelihood: fit.logLikelihood,
      se_fisher: fit.standardErrors.fisher,
      se_sandwich: fit.standardErrors.sandwich,
      se_arena: fit.standardErrors.arena,
      ratings: rows.map(({ rating }) => rating),
      lower: rows.map(({ lower }) => lower),
      upper: rows.map(({ upper }) => upper),
      anchored: anchored.rows.map(({ rating }) => rating),
      rank: rows.map(({ rank }) => rank),
      ...('win_matrix' in expected ? { win_matrix: expectedWinMatrix(fit.logWorths) } : {}),
    }
  },
  'bradley-terry-at': (input) => {
    const table = tableOf(input)
    return at(logisticLikelihood(table.items, gameOutcomes(table, input.reweight_floor)), input.log_worths)
  },
  connectivity: (input) => {
    const table = tableOf(input)
    const fit = fitBradleyTerry(table)
    return {
      strongly_connected: fit.kind === 'fitted',
      components: strongComponents(table.items, gameEdges(table.games)),
      log_worths: worthsOf(fit),
      ghost: ghost(fitBradleyTerryWithGhost(table)),
    }
  },
  'mm-step': (input) => {
    const { wins, denominators, worths } = mmStep(tableOf(input), input.worths, input.alpha)
    return { wins, denominators, worths_sum_1: worths.map((worth) => worth / input.models) }
  },
  'lsr-step': ({ items, orders }: { items: number; orders: number[][] }) => {
    const rankings = orders.map((order) => order.map((item) => [item]))
    return { worths_sum_1: lsrStep({ items, rankings }, new Array(items).fill(1 / items)) }
  },
  davidson: (input) => {
    const fit = fitted(fitDavidson(tableOf(input)))
    return {
      log_worths: fit.logWorths,
      worths_sum_1: sumOne(fit.logWorths),
      ln_nu: fit.lnNu,
      nu: fit.nu,
      log_likelihood: fit.logLikelihood,
      se: fit.standardErrors.fisher,
      se_ln_nu: fit.lnNuError,
    }
  },
  'rao-kupper': (input) => {
    const fit = fitted(fitRaoKupper(tableOf(input)))
    return {
      log_worths: fit.logWorths,
      worths_sum_1: sumOne(fit.logWorths),
      ln_theta: fit.lnTheta,
      theta: fit.theta,
      log_likelihood: fit.logLikelihood,
      se: fit.standardErrors.fisher,
      se_ln_theta: fit.lnThetaError,
    }
  },
  'tie-limits': (input) => {
    const davidson = fitDavidson(tableOf(input))
    const raoKupper = fitRaoKupper(tableOf(input))
    const inside = davidson.kind === 'fitted' && raoKupper.kind === 'fitted'
    return {
      davidson: {
        log_worths: worthsOf(davidson),
        nu: inside ? davidson.nu : null,
        ln_nu: inside ? davidson.lnNu : null,
      },
      rao_kupper: {
        log_worths: worthsOf(raoKupper),
        theta: inside ? raoKupper.theta : null,
        ln_theta: inside ? raoKupper.lnTheta : null,
      },
    }
  },
  'davidson-at': (input) => tieModelAt(davidsonLikelihood(tableOf(input)), input, 'nu', input.ln_nu),
  'rao-kupper-at': (input) => tieModelAt(raoKupperLikelihood(tableOf(input)), input, 'theta', input.ln_theta),
  'tie-probabilities': ({ rows }: { rows: [number, number, number][] }) => ({
    davidson: rows.map(([apart, lnNu]) => davidsonProbabilities(apart / 2, -apart / 2, lnNu)),
    rao_kupper: rows.map(([apart, , lnTheta]) => raoKupperProbabilities(apart / 2, -apart / 2, lnTheta)),
  }),
  'plackett-luce': (input) => {
    const { logWorths, logLikelihood, standardErrors } = fitted(fitPlackettLuce(rankingsOf(input)))
    const worths = { log_worths: logWorths, worths_sum_1: sumOne(logWorths) }
    return { ...worths, log_likelihood: logLikelihood, se: standardErrors.fisher }
  },
  'davidson-luce': (input) => {
    const { logWorths, logLikelihood, standardErrors, ties } = fitted(fitDavidsonLuce(rankingsOf(input)))
    const orders = ties.map(({ size }) => size)
    return {
      log_worths: logWorths,
      worths_sum_1: sumOne(logWorths),
      log_likelihood: logLikelihood,
      se: standardErrors.fisher,
      delta: byOrder(orders, (k) => ties[k]!.delta),
      ln_delta: byOrder(orders, (k) => ties[k]!.lnDelta),
      se_ln_delta: byOrder(orders, (k) => ties[k]!.error),
    }
  },
  'ranking-connectivity': (input) => {
    const fit = fitPlackettLuce(rankingsOf(input))
    return {
      strongly_connected: fit.kind === 'fitted',
      components: fit.kind === 'fitted' ? [Array.from({ length: input.items }, (_, item) => item)] : fit.components,
      log_worths: worthsOf(fit),
      ghost: ghost(fitPlackettLuceWithGhost(rankingsOf(input))),
    }
  },
  'davidson-luce-at': (input) => {
    const { items, orders, rankings }: { items: number; orders: number[]; rankings: string[] } = input
    const point = [...input.log_worths, ...orders.map((order) => input.ln_delta[order])]
    const { log_likelihood, gradient } = at(luceLikelihood(rankingsOf(input), orders), point)
    return {
      log_likelihood,
      gradient: gradient.slice(0, items),
      gradient_ln_delta: byOrder(orders, (k) => gradient[items + k]),
      each: rankings.map(
        (one) => at(luceLikelihood({ items, rankings: [tiersOf(one)] }, orders), point).log_likelihood,
      ),
    }
  },
  'davidson-luce-probabilities': (input) => {
    const { items, orders, rankings }: { items: number; orders: number[]; rankings: string[] } = input
    const point = [...input.log_worths, ...orders.map((order) => input.ln_delta[order])]
    const probabilities = rankings.map((one) => {
      return Math.exp(at(luceLikelihood({ items, rankings: [tiersOf(one)] }, orders), point).log_likelihood)
    })
    return { probabilities, sum: probabilities.reduce((sum, p) => sum + p, 0) }
  },
  'home-advantage': (input) => {
    const fit = fitted(fitPositionEffect(tableOf(input)))
    return {
      log_worths: fit.logWorths,
      b: fit.pull,
      se_b: fit.pullError,
      z: fit.z,
      p_wald: fit.p,
      log_likelihood: fit.logLikelihood,
      likelihood_ratio: fit.likelihoodRatio,
      p_left_of_equals: fit.firstOfEquals,
    }
  },
  style: ({ models, rows, ridge }: { models: number; rows: number[][]; ridge: number }, { expected }) => {
    const raw = rows.map(([, , , tokensA, tokensB, listsA, listsB]) =>
      styleDifference([tokensA!, listsA!], [tokensB!, listsB!]),
    )
    const features = standardised(raw)
    const battles = rows.map((row, k) => ({
      first: row[0]!,
      second: row[1]!,
      outcome: row[2]!,
      features: features[k]!,
    }))
    if ('ratings_natural' in expected) {
      const fit = fitStylePenalised({ items: models, battles }, ridge)
      const natural = fit.logWorths.map((worth) => worth / Math.LN10)
      const ratings = natural.map((rating) => 1000 + 400 * rating)
      return { ratings_natural: natural, log_worths: fit.logWorths, ratings, beta: fit.style, loss: fit.loss }
    }
    const fit = fitted(fitStyleControlled({ items: models, battles }, ridge))
    return {
      features_first_rows: features.slice(0, 4),
      log_worths: fit.logWorths,
      beta: fit.style,
      loss: fit.loss,
      se_arena_rank: fit.arenaErrors.logWorths,
      se_beta_arena_rank: fit.arenaErrors.style,
      se_with_ridge_in_H: fit.errors.logWorths,
      se_beta_with_ridge_in_H: fit.errors.style,
    }
  },
  composite: (input) => {
    const criteria = input.criteria.map(({ weight, games }: { weight: number; games: Row[] }) => {
      return { weight, games: tableOf({ models: input.models, games }).games }
    })
    const fit = fitted(fitComposite({ items: input.models, criteria, ridge: input.lambda }))
    return { log_worths: fit.logWorths, loss: fit.loss }
  },
  'rank-by-interval': ({ lower, upper }: { lower: number[]; upper: number[] }) => {
    return { rank: rankByInterval(lower.map((low, item) => ({ lower: low, upper: upper[item]! }))) }
  },
  'win-matrix': (input) => {
    const { games, tiesHalf, tiesNoWin } = winMatrix(tableOf(input))
    return { games, ties_half: tiesHalf, ties_no_win: tiesNoWin }
  },
  bootstrap: (input) => bootstrapRatings(tableOf(input), { rounds: input.rounds, random: pcg32(5) })!,
})

const votes = readUkpGames()

describe.skipIf(votes === null || readReference('real-data') === null)('real-data: Davidson on 24 topics', () => {
  test.each([...(votes ?? [])])('%s', (topic, table) => {
    const expected = readReference('real-data').per_topic[topic].davidson
    const fit = fitted(fitDavidson(table))
    expect(fit.logLikelihood).toBeGreaterThan(expected.log_likelihood - 1e-4)
    expect(fit.logLikelihood).toBeLessThan(expected.log_likelihood + 1e-4)
    expect(fit.lnNu).toBeCloseTo(expected.log_nu, 3)
    for (const [item, name] of table.names.entries()) {
      expect(Math.abs(fit.logWorths[item]! - expected.log_worth[name])).toBeLessThan(1e-3)
    }
  })
})
