import { reinforcementAlgorithms } from '@plackett/contracts'
import { Command, Option } from 'commander'
import { atLeastZero, positiveNumber, wholeNumber } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import type { ReinforceFlags } from './reinforce.ts'

/** Every default is that of the configuration, so that it is said in one place. */
export function reinforceCommand(terminal: Terminal): Command {
  return new Command('rl')
    .description('Improve a policy by the rewards of a reward model: write, judge, learn, round after round.')
    .requiredOption('--policy <dir>', 'a Hugging Face directory of a decoder')
    .requiredOption('--prompts <file>', 'prompts to write to, as JSON lines; "-" is stdin')
    .requiredOption('--out <dir>', 'where the best policy and report.json go')
    .option('--reward <dir>', 'the reward model to learn from, a folder that train wrote')
    .option('--gold <dir>', 'a second reward model that only watches, and decides which weights are kept')
    .option('--forbid <words...>', 'words that cost --penalty each time they are written')
    .option('--penalty <number>', 'what a forbidden word costs', positiveNumber(), 1)
    .option('--evaluate-on <share>', 'share of the prompts that is kept for evaluations', positiveNumber(1), 0.2)
    .addOption(
      new Option('--algorithm <name>', 'how advantages and the loss are made').choices(reinforcementAlgorithms),
    )
    .option('--rounds <number>', 'rounds', wholeNumber(1))
    .option('--prompts-per-round <number>', 'prompts a round', wholeNumber(1))
    .option('--group <number>', 'completions a prompt', wholeNumber(2))
    .option('--iterations <number>', 'steps over the same completions', wholeNumber(1))
    .option('--max-tokens <number>', 'the longest completion', wholeNumber(1))
    .option('--temperature <number>', 'of the writing', positiveNumber())
    .option('--lr <number>', 'learning rate', positiveNumber())
    .option('--beta <number>', 'weight of the divergence from the beginning', atLeastZero)
    .option('--kl-target <number>', 'rloo: nats a completion that the weight adapts to', positiveNumber())
    .option('--kl-limit <number>', 'ends the run above so many nats a completion', positiveNumber())
    .option('--entropy-floor <number>', 'ends the run below so many nats a token', positiveNumber())
    .option('--length-penalty <number>', 'taken off the reward for each token beyond --length-free', atLeastZero)
    .option('--length-free <number>', 'tokens without a penalty', wholeNumber(0))
    .option('--unended-penalty <number>', 'taken off the reward of a completion that did not end', atLeastZero)
    .option('--lora <rank>', 'train low-rank additions only', wholeNumber(1))
    .option('--evaluate-every <number>', 'rounds between evaluations', wholeNumber(1))
    .option('--seed <number>', 'equal input and seed give an equal policy', wholeNumber(0))
    .option('--resume <dir>', 'where the run keeps what it needs to go on after a kill')
    .option('--skip-bad-lines', 'leave bad lines out instead of stopping; they are reported and counted', false)
    .option('--json', 'print the report as one JSON object', false)
    .action(async (flags: ReinforceFlags) => {
      const { reinforce } = await import('./reinforce.ts')
      await reinforce(flags, terminal)
    })
}
