import type { RankingRecord } from '@plackett/contracts'
import { type FormatName, Loss, readFormat, writeFormat } from '@plackett/datasets'
import { BadLineReport } from '../files/bad-lines.ts'
import { openFile } from '../files/open-file.ts'
import { writeOutput } from '../files/write-output.ts'
import type { Terminal } from '../terminal.ts'

export interface ConvertOptions {
  from: FormatName
  to: FormatName
  skipBadLines: boolean
}

/** Rewrites a file in another format, and says on stderr what the other format could not hold. */
export async function convert(input: string, output: string, options: ConvertOptions, terminal: Terminal) {
  const loss = new Loss()
  const count = { rankings: 0 }
  const rankings = rankingsOf(input, options, { loss, count, terminal })
  await writeOutput(output, writeFormat(options.to, rankings, loss), terminal)
  for (const { reason, count } of loss.entries()) terminal.stderr.write(`lost: ${count} × ${reason}\n`)
  terminal.stderr.write(`converted ${count.rankings} rankings\n`)
}

async function* rankingsOf(
  file: string,
  { from, skipBadLines }: ConvertOptions,
  { loss, count, terminal }: { loss: Loss; count: { rankings: number }; terminal: Terminal },
): AsyncGenerator<RankingRecord> {
  const bad = new BadLineReport(terminal.stderr, skipBadLines)
  for await (const parsed of readFormat(from, openFile(file, terminal), { file, loss })) {
    if ('error' in parsed) bad.add(file, parsed.error)
    else if (!bad.stopsRun) {
      count.rankings += 1
      yield parsed.record
    }
  }
  bad.finish()
}
