import { requireThat } from '../numerics/require-that.ts'

/** What an annotator said of a task: a label 0 … classes − 1. */
export interface Answer {
  task: number
  annotator: number
  label: number
}

export interface AnswerTable {
  /** Tasks 0 … tasks − 1, each with an answer at least. */
  tasks: number
  annotators: number
  classes: number
  answers: readonly Answer[]
}

export interface EmOptions {
  /** Rounds at most: each finds the tasks' classes, then the annotators' habits. */
  iterations?: number
  /** Stop once no probability of a class moves by more than this. */
  tolerance?: number
}

interface Consensus {
  /** P(class | answers) by task. */
  posterior: number[][]
  /** Share of each class. */
  prior: number[]
  /** Of all answers, the classes summed out. */
  logLikelihood: number
}

export interface ConfusionEstimate extends Consensus {
  /** By annotator: confusion[said][truth] = P(says so | truth); columns sum to 1. */
  confusion: number[][][]
}

export interface SkillEstimate extends Consensus {
  /** By annotator: the mean posterior of the labels they gave; null for one without answers. */
  skill: (number | null)[]
}

/**
 * Dawid and Skene (1979): classes of tasks and a confusion matrix per annotator by EM, from the shares of the labels.
 * `smoothing` is added to every expected count; without it counts are floored at 1e-10. For comparisons the classes are
 * first, tie and second, after each pair was turned round or not by chance: otherwise the prior means nothing.
 */
export function estimateConfusions(
  table: AnswerTable,
  options: EmOptions & { smoothing?: number } = {},
): ConfusionEstimate {
  requireAnswers(table)
  const { consensus, habits } = expectationMaximisation(table, {
    ...options,
    habits: confusionHabits(options.smoothing ?? 0),
  })
  const { classes, annotators } = table
  const confusion = Array.from({ length: annotators }, (_, annotator) => {
    return square(classes, (said, truth) => Math.exp(habits[(annotator * classes + said) * classes + truth]!))
  })
  return { ...consensus, confusion }
}

/** The same with one number per annotator: right with probability `skill`, any of the other labels alike otherwise. */
export function estimateSkills(table: AnswerTable, options: EmOptions = {}): SkillEstimate {
  requireAnswers(table)
  const { consensus } = expectationMaximisation(table, { ...options, habits: oneCoinHabits })
  return { ...consensus, skill: skills(table, consensus.posterior.flat()) }
}

/** ln P(annotator says k | truth c) at [(annotator · classes + k) · classes + c], from the tasks' posteriors. */
type Habits = (table: AnswerTable, posterior: ArrayLike<number>) => Float64Array

const floor = 1e-10

function confusionHabits(smoothing: number): Habits {
  return ({ classes, annotators, answers }, posterior) => {
    const counts = new Float64Array(annotators * classes * classes).fill(smoothing)
    for (const { task, annotator, label } of answers) {
      const row = (annotator * classes + label) * classes
      for (let truth = 0; truth < classes; truth++) counts[row + truth]! += posterior[task * classes + truth]!
    }
    if (smoothing === 0) for (const [at, count] of counts.entries()) counts[at] = Math.max(count, floor)
    return logShares(counts, classes)
  }
}

/** Columns of C × C blocks scaled to sum 1, in logs. */
function logShares(counts: Float64Array, classes: number): Float64Array {
  const sums = new Float64Array(counts.length / classes)
  const columnOf = (at: number) => Math.floor(at / classes ** 2) * classes + (at % classes)
  for (const [at, count] of counts.entries()) sums[columnOf(at)]! += count
  return counts.map((count, at) => Math.log(count / sums[columnOf(at)]!))
}

const oneCoinHabits: Habits = (table, posterior) => {
  const { classes, annotators } = table
  const known = skills(table, posterior)
  const log = (p: number) => Math.log(Math.min(Math.max(p, floor), 1 - floor))
  return Float64Array.from({ length: annotators * classes * classes }, (_, at) => {
    const skill = known[Math.floor(at / classes ** 2)] ?? 1 / classes
    const said = Math.floor(at / classes) % classes
    return log(said === at % classes ? skill : (1 - skill) / (classes - 1))
  })
}

function skills({ classes, annotators, answers }: AnswerTable, posterior: ArrayLike<number>): (number | null)[] {
  const right = new Float64Array(annotators)
  const given = new Float64Array(annotators)
  for (const { task, annotator, label } of answers) {
    right[annotator]! += posterior[task * classes + label]!
    given[annotator]!++
  }
  return Array.from(right, (sum, annotator) => (given[annotator] === 0 ? null : sum / given[annotator]!))
}

function expectationMaximisation(
  table: AnswerTable,
  { iterations = 200, tolerance = 1e-10, habits: habitsOf }: EmOptions & { habits: Habits },
): { consensus: Consensus; habits: Float64Array } {
  const { classes, tasks } = table
  let posterior = labelShares(table)
  let habits = habitsOf(table, posterior)
  let prior = priorOf(posterior, classes)
  for (let round = 0; round < iterations; round++) {
    const next = logJoint(table, prior, habits)
    normalise(next, classes)
    const moved = next.reduce((most, p, at) => Math.max(most, Math.abs(p - posterior[at]!)), 0)
    posterior = next
    habits = habitsOf(table, posterior)
    prior = priorOf(posterior, classes)
    if (moved <= tolerance) break
  }
  const rows = Array.from({ length: tasks }, (_, task) => [...posterior.subarray(task * classes, (task + 1) * classes)])
  const logLikelihood = normalise(logJoint(table, prior, habits), classes)
  return { consensus: { posterior: rows, prior, logLikelihood }, habits }
}

/** The start: each task's labels as shares. */
function labelShares({ answers, tasks, classes }: AnswerTable): Float64Array {
  const shares = new Float64Array(tasks * classes)
  const given = new Float64Array(tasks)
  for (const { task } of answers) given[task]!++
  for (const { task, label } of answers) shares[task * classes + label]! += 1 / given[task]!
  return shares
}

function priorOf(posterior: Float64Array, classes: number): number[] {
  const prior = new Array<number>(classes).fill(0)
  for (const [at, p] of posterior.entries()) prior[at % classes]! += p
  return prior.map((sum) => (sum * classes) / posterior.length)
}

/** ln P(class, answers) by task and class. */
function logJoint(
  { answers, classes, tasks }: AnswerTable,
  prior: readonly number[],
  habits: Float64Array,
): Float64Array {
  const joint = Float64Array.from({ length: tasks * classes }, (_, at) =>
    Math.log(Math.max(prior[at % classes]!, floor)),
  )
  for (const { task, annotator, label } of answers) {
    const row = (annotator * classes + label) * classes
    for (let truth = 0; truth < classes; truth++) joint[task * classes + truth]! += habits[row + truth]!
  }
  return joint
}

/** Turns logs into shares, task by task, and returns the sum of the logs of what they were scaled by. */
function normalise(logs: Float64Array, classes: number): number {
  let total = 0
  for (let start = 0; start < logs.length; start += classes) {
    const row = logs.subarray(start, start + classes)
    const top = row.reduce((a, b) => Math.max(a, b))
    const sum = row.reduce((running, value) => running + Math.exp(value - top), 0)
    for (const [at, value] of row.entries()) row[at] = Math.exp(value - top) / sum
    total += top + Math.log(sum)
  }
  return total
}

function square(size: number, entry: (row: number, column: number) => number): number[][] {
  return Array.from({ length: size }, (_, row) => Array.from({ length: size }, (__, column) => entry(row, column)))
}

function requireAnswers({ tasks, annotators, classes, answers }: AnswerTable): void {
  const within = (value: number, limit: number) => Number.isInteger(value) && value >= 0 && value < limit
  requireThat(answers.length > 0, 'There are no answers.')
  requireThat(classes >= 2, 'There must be two classes at least.')
  for (const { task, annotator, label } of answers) {
    requireThat(within(task, tasks), `An answer names a task outside 0 to ${tasks - 1}.`)
    requireThat(within(annotator, annotators), `An answer names an annotator outside 0 to ${annotators - 1}.`)
    requireThat(within(label, classes), `An answer has a label outside 0 to ${classes - 1}.`)
  }
  requireThat(new Set(answers.map(({ task }) => task)).size === tasks, 'Every task needs an answer.')
}
