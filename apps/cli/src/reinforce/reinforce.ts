import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Prompt,
  type ReinforcementReport,
  type ReinforcementRound,
  reinforcementConfig,
} from '@plackett/contracts'
import { readQuestions } from '@plackett/datasets'
import { reinforcePolicy } from '@plackett/reinforcement'
import { BadLineReport } from '../files/bad-lines.ts'
import { openFile } from '../files/open-file.ts'
import { requireWritable } from '../files/require-writable.ts'
import type { Terminal } from '../terminal.ts'
import { openJudge } from './judge-of.ts'

export interface ReinforceFlags {
  policy: string
  prompts: string
  out: string
  reward?: string
  gold?: string
  forbid?: string[]
  penalty: number
  evaluateOn: number
  resume?: string
  skipBadLines: boolean
  json: boolean
  group?: number
  lr?: number
  lora?: number
}

/** Trains a policy by rewards and writes the best one as a Hugging Face directory with its report. */
export async function reinforce(flags: ReinforceFlags, terminal: Terminal): Promise<void> {
  await requireWritable(join(flags.out, 'report.json'))
  const { group, lr, lora, ...named } = flags
  const config = reinforcementConfig.parse({ ...named, groupSize: group, learningRate: lr, loraRank: lora ?? null })
  const { learnt, kept } = shared(await promptsOf(flags, terminal), flags.evaluateOn)
  const opened = await openJudge({
    reward: flags.reward ?? null,
    gold: flags.gold ?? null,
    forbidden: (flags.forbid ?? []).map((word) => word.toLowerCase()),
    penalty: flags.penalty,
  })
  try {
    const { report, files } = await reinforcePolicy({
      policy: flags.policy,
      prompts: learnt,
      evaluationPrompts: kept,
      config,
      checkpointDirectory: flags.resume ?? null,
      judge: opened.judge,
      signal: terminal.signal,
      onRound: (round) => terminal.stderr.write(`${lineOf(round, config.rounds)}\n`),
      onEvaluation: ({ round, reward, gold, kl }) =>
        terminal.stderr.write(
          `evaluation at ${round}: reward ${reward.toFixed(3)}${gold === null ? '' : `, gold ${gold.toFixed(3)}`}, KL ${kl.toFixed(2)}\n`,
        ),
    })
    await write(flags.out, { ...files, 'report.json': Buffer.from(`${JSON.stringify(report, null, 2)}\n`) })
    terminal.stdout.write(flags.json ? `${JSON.stringify(report)}\n` : textOf(report, flags.out))
  } finally {
    await opened.close()
  }
}

async function promptsOf({ prompts, skipBadLines }: ReinforceFlags, terminal: Terminal): Promise<Prompt[]> {
  const bad = new BadLineReport(terminal.stderr, skipBadLines)
  const found: Prompt[] = []
  for await (const parsed of readQuestions(openFile(prompts, terminal), { file: prompts })) {
    if ('error' in parsed) bad.add(prompts, parsed.error)
    else found.push(parsed.record.prompt)
  }
  bad.finish()
  return found
}

/** The last prompts watch, the others are learnt from; a single one does both. */
function shared(prompts: readonly Prompt[], share: number): { learnt: Prompt[]; kept: Prompt[] } {
  if (prompts.length < 2) return { learnt: [...prompts], kept: [...prompts] }
  const count = Math.min(prompts.length - 1, Math.max(1, Math.round(prompts.length * share)))
  return { learnt: prompts.slice(0, -count), kept: prompts.slice(-count) }
}

function lineOf({ round, reward, kl, entropy, tokens }: ReinforcementRound, rounds: number): string {
  const figures = `reward ${reward.toFixed(3)} · KL ${kl.toFixed(2)} · entropy ${entropy.toFixed(2)} · ${tokens.toFixed(0)} tokens`
  return `round ${round} of ${rounds} · ${figures}`
}

function textOf({ evaluations, best, stoppedBy, rounds }: ReinforcementReport, out: string): string {
  const [first, kept] = [evaluations[0]!, evaluations.find(({ round }) => round === best)!]
  const change = (before: number, after: number) => `${before.toFixed(3)} → ${after.toFixed(3)}`
  return [
    `rounds      ${rounds.length}${stoppedBy === null ? '' : ` (ended by its ${stoppedBy === 'kl' ? 'divergence' : 'entropy'})`}`,
    `kept        round ${best}`,
    `reward      ${change(first.reward, kept.reward)}`,
    ...(kept.gold === null ? [] : [`gold        ${change(first.gold!, kept.gold)}`]),
    `divergence  ${kept.kl.toFixed(2)} nats a completion`,
    `policy      ${out}`,
    '',
  ].join('\n')
}

/** Beside its place first, so that the folder never holds half a policy. */
async function write(out: string, files: Record<string, Uint8Array>): Promise<void> {
  await mkdir(out, { recursive: true })
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(out, `${name}.part`), bytes)
  for (const name of Object.keys(files)) await rename(join(out, `${name}.part`), join(out, name))
}
