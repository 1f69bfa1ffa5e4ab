import { type ListTasksInput, listTasksInput } from '@plackett/contracts'

/** What a figure elsewhere asks of the tasks behind it. */
export type FigureFilter = Pick<
  ListTasksInput,
  'language' | 'completions' | 'turns' | 'annotatorIds' | 'minRankings' | 'strength'
>

const schema = listTasksInput.pick({
  language: true,
  completions: true,
  turns: true,
  annotatorIds: true,
  minRankings: true,
  strength: true,
})

/** The filter of an address; what is not valid there is left out as a whole. */
export function figureFilterOf(params: URLSearchParams): FigureFilter {
  const number = (name: string) => (params.has(name) ? Number(params.get(name)) : undefined)
  const annotatorIds = params.getAll('annotator')
  const parsed = schema.safeParse({
    language: params.get('language') ?? undefined,
    turns: params.get('turns') ?? undefined,
    completions: number('completions'),
    minRankings: number('minRankings'),
    strength: number('strength'),
    annotatorIds: annotatorIds.length > 0 ? annotatorIds : undefined,
  })
  if (!parsed.success) return {}
  return Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined))
}
