import type { Format } from './format.ts'
import { TableReader } from './table-reader.ts'

/** Tables of texts, one completion a row when written, so that rankings of any size and ties keep their shape. */
export const csv: Format = {
  title: 'CSV or TSV with a header',
  container: 'csv',
  note: 'Cells hold the texts as they are; a spreadsheet may take one that begins with = + - or @ for a formula.',
  read: () => new TableReader(),
  write: ({ id, prompt, completions, ranks, group, annotator }, _, number) =>
    completions.map(({ text, model }, index) => ({
      ranking: number,
      id,
      prompt: typeof prompt === 'string' ? prompt : JSON.stringify(prompt),
      completion: text,
      model,
      rank: ranks[index],
      group,
      annotator,
    })),
}
