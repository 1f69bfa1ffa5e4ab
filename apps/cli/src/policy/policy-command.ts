import { Command } from 'commander'
import { atLeastZero, positiveNumber, wholeNumber } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import type { GenerateFlags } from './generate.ts'
import type { ImportPolicyFlags } from './import-policy.ts'
import type { ServePolicyFlags } from './serve-policy.ts'

const policyFlag = '--policy <dir>'
const policyHelp = 'a Hugging Face directory of a decoder'

/** What is done with language models: they write what people rank, and answer as OpenAI’s servers do. */
export function policyCommand(terminal: Terminal): Command {
  const command = new Command('policy').description('Write with a language model, or serve one.')
  for (const part of [importCommand, generateCommand, serveCommand]) {
    command.addCommand(part(terminal).copyInheritedSettings(command))
  }
  return command
}

function importCommand(terminal: Terminal): Command {
  return new Command('import')
    .description('Turn a model of llama2.c into a directory that this and other tools read.')
    .requiredOption('--llama2c <file>', 'the model, .bin')
    .requiredOption('--tokenizer <file>', 'its tokenizer, .bin')
    .requiredOption('--out <dir>', 'where the directory goes')
    .action(async (flags: ImportPolicyFlags) => {
      const { importPolicy } = await import('./import-policy.ts')
      await importPolicy(flags, terminal)
    })
}

function generateCommand(terminal: Terminal): Command {
  return new Command('generate')
    .description('Write completions to prompts: JSON lines of {prompt} in, lines that can be imported and ranked out.')
    .requiredOption(policyFlag, policyHelp)
    .requiredOption('--input <file>', 'prompts as JSON lines, plain or .gz; "-" is stdin')
    .option('--output <file>', 'where the lines go, .gz where so named; "-" is stdout', '-')
    .option('--n <number>', 'completions a prompt', wholeNumber(1, 128), 1)
    .option('--max-tokens <number>', 'the longest completion', wholeNumber(1), 256)
    .option('--temperature <number>', '0 takes the likeliest token every time', atLeastZero, 1)
    .option('--top-k <number>', 'only so many of the likeliest tokens; 0 for all', wholeNumber(0), 0)
    .option('--top-p <share>', 'only the likeliest tokens that together have this probability', positiveNumber(1), 1)
    .option('--min-p <share>', 'only tokens at least this share as likely as the likeliest', atLeastZero, 0)
    .option('--repetition-penalty <number>', 'makes what occurred less likely; 1 does nothing', positiveNumber(), 1)
    .option('--stop <text...>', 'texts that end a completion')
    .option('--seed <number>', 'the same seed gives the same completions', wholeNumber(0), 1)
    .option('--name <name>', 'what the model is called in the lines; its folder’s name unless given')
    .option('--skip-bad-lines', 'leave bad lines out instead of stopping; they are reported and counted', false)
    .action(async (flags: GenerateFlags) => {
      const { generate } = await import('./generate.ts')
      await generate(flags, terminal)
    })
}

function serveCommand(terminal: Terminal): Command {
  return new Command('serve')
    .description('Serve policies as OpenAI’s API does. PLACKETT_API_KEY, where set, is asked of every request.')
    .requiredOption('--policy <dir...>', `${policyHelp}; several may be served`)
    .option('--port <number>', 'port; 0 takes a free one', wholeNumber(0, 65_535), 4402)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--threads <number>', 'threads of each run', wholeNumber(1, 256), 1)
    .action(async (flags: ServePolicyFlags) => {
      const { servePolicy } = await import('./serve-policy.ts')
      await servePolicy(flags, terminal)
    })
}
