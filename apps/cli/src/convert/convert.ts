import type { RankingRecord } from '@plackett/contracts'
import { type FormatName, formats, Loss, readFormat, writeFormat } from '@plackett/datasets'
import { BadLineReport } from '../files/bad-lines.ts'
import { openFile } from '../files/open-file.ts'
import { writeOutput } from '../files/write-output.ts'
import type { Terminal } from '../terminal.ts'

export interface ConvertOptions {
  from: FormatName
  to: FormatName
  /** The encoding of a text input that is not UTF-8. */
  encoding?: string
  skipBadLines: boolean
}

/** What a conversion counts as it goes. */
class Tally {
  rankings = 0
  readonly loss = new Loss()
}

/** Rewrites a file in another format, and says on stderr what the other format could not hold. */
export async function convert(input: string, output: string, options: ConvertOptions, terminal: Terminal) {
  const tally = new Tally()
  const rankings = rankingsOf(input, options, { tally, terminal })
  await writeOutput(output, writeFormat(options.to, rankings, tally.loss), terminal)
  const format = formats[options.to]
  if ('note' in format) terminal.stderr.write(`note: ${format.note}\n`)
  for (const { reason, count } of tally.loss.entries()) terminal.stderr.write(`lost: ${count} × ${reason}\n`)
  terminal.stderr.write(`converted ${tally.rankings} rankings\n`)
}

async function* rankingsOf(
  file: string,
  { from, encoding, skipBadLines }: ConvertOptions,
  { tally, terminal }: { tally: Tally; terminal: Terminal },
): AsyncGenerator<RankingRecord> {
  const bad = new BadLineReport(terminal.stderr, skipBadLines)
  for await (const parsed of readFormat(from, openFile(file, terminal), { file, encoding, loss: tally.loss })) {
    if ('error' in parsed) bad.add(file, parsed.error)
    else if (!bad.stopsRun) {
      tally.rankings += 1
      yield parsed.record
    }
  }
  bad.finish()
}
