import { readFileSync } from 'node:fs'
import { objectives, policyObjectives, poolingNames, schedules } from '@plackett/contracts'
import { type FormatName, formatNames, formats, readableFormats, writableFormats } from '@plackett/datasets'
import { dialectNames } from '@plackett/serving/dialects'
import { Argument, Command, Option } from 'commander'
import type { CompareOptions } from './compare/compare.ts'
import type { ConvertOptions } from './convert/convert.ts'
import type { EvaluateOptions } from './evaluate/evaluate.ts'
import type { ExportOptions } from './export/export-model.ts'
import { frozenPart, positiveNumber, share, wholeNumber } from './options.ts'
import { policyCommand } from './policy/policy-command.ts'
import { reinforceCommand } from './reinforce/reinforce-command.ts'
import type { ScoreOptions } from './score/score.ts'
import type { Selection } from './score/select-completions.ts'
import type { ServeOptions } from './serve/serve.ts'
import { Ended, type Terminal } from './terminal.ts'
import { isPolicyRun, policyOptionsOf, type TrainFlags, trainOptionsOf } from './train/train-options.ts'

/**
 * The commands and their flags. What a command does is loaded when it runs, so that `--help` does not wait for
 * onnxruntime. Throws CommanderError for wrong usage.
 */
export function buildProgram(terminal: Terminal): Command {
  const program = new Command('plackett')
  program
    .description('Learn a reward from rankings and score with it, on files and without a server.')
    .version(versionOf(), '--version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .showHelpAfterError('(--help lists what there is)')
  for (const command of [
    trainCommand,
    evaluateCommand,
    compareCommand,
    exportCommand,
    scoreCommand,
    serveCommand,
    convertCommand,
    policyCommand,
    reinforceCommand,
    startCommand,
  ]) {
    program.addCommand(command(terminal).copyInheritedSettings(program))
  }
  return program
}

function versionOf(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
  return manifest.version
}

const dataFlag = '--data <file...>'
const dataHelp = 'rankings or TRL preferences as JSON lines, plain or .gz; "-" is stdin'
const skipFlag = '--skip-bad-lines'
const skipHelp = 'leave bad lines out instead of stopping; they are reported and counted'
const modelFlag = '--model <dir>'
const modelHelp = 'the folder that train wrote'

function trainCommand(terminal: Terminal): Command {
  return new Command('train')
    .description(
      'Train a reward model on rankings, or a policy by sft, dpo, kto or orpo, and report on what it has not seen.',
    )
    .requiredOption(dataFlag, dataHelp)
    .requiredOption('--out <dir>', 'where the model goes; it appears only when it is complete')
    .option('--backbone <name>', 'ngram, tiny, small, or a folder with a model of Hugging Face (default: ngram)')
    .addOption(
      new Option('--objective <name>', 'what is learnt from (default: pairwise)').choices([
        ...objectives,
        ...policyObjectives,
      ]),
    )
    .option('--split <share>', 'share of the groups that train; the rest is reported on', positiveNumber(1), 0.9)
    .option('--test <file>', 'report on this file instead, and train on all of the data')
    .option('--seed <number>', 'equal data and seed give an equal model (default: 1)', wholeNumber(0))
    .option('--epochs <number>', 'passes over the data', wholeNumber(1, 1_000))
    .option('--lr <number>', 'learning rate', positiveNumber())
    .option('--batch <number>', 'rankings per step', wholeNumber(1))
    .option('--max-length <tokens>', 'longer texts are cut, and counted', wholeNumber(8, 131_072))
    .addOption(new Option('--truncation <side>', 'where texts that are too long are cut').choices(['left', 'right']))
    .addOption(new Option('--pooling <name>', 'what is made of a text by an encoder').choices(poolingNames))
    .option('--lora <rank>', 'train low-rank adapters in place of the weights', wholeNumber(1, 1_024))
    .option('--freeze <what>', '"embeddings", "backbone", or so many of the lowest layers', frozenPart)
    .addOption(new Option('--schedule <name>', 'how the learning rate goes on').choices(schedules))
    .option('--warmup <share>', 'share of the steps in which the learning rate rises', share)
    .option('--weight-decay <number>', 'how fast weights shrink', share)
    .option(
      '--margin <number>',
      'how far apart the rewards of neighbours in rank shall be (pairwise)',
      positiveNumber(100),
    )
    .option('--label-smoothing <share>', 'how often a preference is taken to be the other way round (pairwise)', share)
    .option('--centring <number>', 'how strongly rewards are kept around 0 (pairwise)', positiveNumber(100))
    .option('--learning-curve', 'report also how accuracy grows with the data, by three smaller runs')
    .option('--beta <number>', 'how close a policy stays to where it starts (dpo, kto, orpo)', positiveNumber(100))
    .option('--search', 'try learning rates on a part of the training data first')
    .option('--resume', 'go on from where an interrupted run of the same data and settings was', false)
    .option('--config <file>', 'settings from a JSON file; flags count before it')
    .option(skipFlag, skipHelp, false)
    .option('--json', 'print one JSON object', false)
    .action(async (flags: TrainFlags) => {
      if (isPolicyRun(flags)) {
        const { trainPolicyOnFiles } = await import('./train/train-policy.ts')
        return trainPolicyOnFiles(policyOptionsOf(flags), terminal)
      }
      const { train } = await import('./train/train.ts')
      return train(trainOptionsOf(flags), terminal)
    })
}

function evaluateCommand(terminal: Terminal): Command {
  return new Command('evaluate')
    .description('Report what a reward model is worth on rankings.')
    .requiredOption(modelFlag, modelHelp)
    .requiredOption(dataFlag, dataHelp)
    .option(skipFlag, skipHelp, false)
    .option('--json', 'print one JSON object', false)
    .action(async (options: EvaluateOptions) => {
      const { evaluate } = await import('./evaluate/evaluate.ts')
      await evaluate(options, terminal)
    })
}

function compareCommand(terminal: Terminal): Command {
  return new Command('compare')
    .description('Report what two reward models are worth on the same rankings, and whether they differ by chance.')
    .requiredOption('--first <dir>', modelHelp)
    .requiredOption('--second <dir>', 'the folder of the other model')
    .requiredOption(dataFlag, dataHelp)
    .option(skipFlag, skipHelp, false)
    .option('--json', 'print one JSON object', false)
    .action(async (options: CompareOptions) => {
      const { compare } = await import('./compare/compare.ts')
      await compare(options, terminal)
    })
}

function exportCommand(terminal: Terminal): Command {
  return new Command('export')
    .description('Write a reward model as Hugging Face does, for AutoModelForSequenceClassification.')
    .requiredOption(modelFlag, modelHelp)
    .requiredOption('--out <dir>', 'where the files go; it must be new or empty')
    .action(async (options: ExportOptions) => {
      const { exportModel } = await import('./export/export-model.ts')
      await exportModel(options, terminal)
    })
}

interface ScoreFlags extends Omit<ScoreOptions, 'selection'> {
  select: Selection['kind']
  beta: number
  seed: number
}

function scoreCommand(terminal: Terminal): Command {
  return new Command('score')
    .description('Score completions: JSON lines of {prompt, completion}, of prompts with completions, or of rankings.')
    .requiredOption(modelFlag, modelHelp)
    .requiredOption('--input <file>', 'what to score, plain or .gz; "-" is stdin')
    .option('--output <file>', 'where the lines with rewards go, .gz where so named; "-" is stdout', '-')
    .addOption(
      new Option('--select <which>', 'all with their rewards; of each prompt the best; or a sample of the better')
        .choices(['all', 'best', 'rejection'])
        .default('all'),
    )
    .option(
      '--beta <number>',
      'for rejection: keep a completion with probability exp((r − best r) / beta)',
      positiveNumber(),
      1,
    )
    .option('--seed <number>', 'for rejection: equal seeds keep equal completions', wholeNumber(0), 1)
    .option('--resume', 'write in steps, and go on where a run that was ended had come to', false)
    .option(skipFlag, skipHelp, false)
    .action(async ({ select, beta, seed, ...options }: ScoreFlags) => {
      const { score } = await import('./score/score.ts')
      const selection: Selection = select === 'rejection' ? { kind: select, beta, seed } : { kind: select }
      await score({ ...options, selection }, terminal)
    })
}

function serveCommand(terminal: Terminal): Command {
  return new Command('serve')
    .description('Serve reward models to programs. PLACKETT_API_KEY, where set, is asked of every request.')
    .requiredOption('--model <dir...>', `${modelHelp}; several may be served`)
    .addOption(
      new Option('--dialects <names...>', 'the protocols to speak').choices(dialectNames).default(dialectNames),
    )
    .option('--port <number>', 'port; 0 takes a free one', wholeNumber(0, 65_535), 4401)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--canary <dir>', 'a model that answers a share of the prompts in place of the first')
    .option('--canary-share <share>', 'that share, 0 to 1', positiveNumber(1), 0.1)
    .option('--shadow <dir>', 'a model that scores the same as the first, for the metrics alone')
    .option(
      '--layout <SxT>',
      'sessions of a model and threads of each, as in 2x1; "auto" tries out what is fastest',
      'auto',
    )
    .option('--wait <ms>', 'time that a batch which is not full waits for company', wholeNumber(0, 1_000), 0)
    .addOption(
      new Option('--log-level <level>', 'what is logged to stderr; texts never are')
        .choices(['silent', 'error', 'warn', 'info'])
        .default('error'),
    )
    .action(async (options: ServeOptions) => {
      const { serve } = await import('./serve/serve.ts')
      await serve(options, terminal)
    })
}

function convertCommand(terminal: Terminal): Command {
  return new Command('convert')
    .description('Rewrite preference data in another format, and say what that format cannot hold.')
    .addOption(new Option('--from <format>', 'what the input is').choices(readableFormats).makeOptionMandatory())
    .addOption(new Option('--to <format>', 'what to write').choices(writableFormats).makeOptionMandatory())
    .option('--encoding <name>', 'what a text input is in, where that is neither UTF-8 nor UTF-16 (gb18030, …)')
    .option(skipFlag, skipHelp, false)
    .addHelpText('after', `\nFormats:\n${formatNames.map(formatHelp).join('\n')}`)
    .addArgument(new Argument('<in>', 'file to read, plain or .gz; "-" is stdin'))
    .addArgument(new Argument('<out>', 'file to write, .gz where so named; "-" is stdout'))
    .action(async (input: string, output: string, options: ConvertOptions) => {
      const { convert } = await import('./convert/convert.ts')
      await convert(input, output, options, terminal)
    })
}

function formatHelp(name: FormatName): string {
  const uses = [readableFormats.includes(name) ? 'from' : '', writableFormats.includes(name) ? 'to' : '']
  return `  ${name.padEnd(15)} ${uses
    .filter((use) => use !== '')
    .join(', ')
    .padEnd(9)} ${formats[name].title}`
}

function startCommand(terminal: Terminal): Command {
  return new Command('start')
    .description('Start the whole service: database, API, web app and worker. Set up by environment variables.')
    .action(async () => {
      const { runStart } = await import('./start/run-start.ts')
      throw new Ended(await runStart(terminal.env))
    })
}
