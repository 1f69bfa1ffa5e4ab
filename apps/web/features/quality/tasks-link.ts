interface TaskFilter {
  language?: string | null | undefined
  completions?: number | undefined
  turns?: 'one' | 'many' | undefined
  annotatorIds?: string[]
  minRankings?: number
  strength?: number
}

/** The address of the tasks behind a figure; null is a prompt without a language. */
export function tasksLink(projectId: string, { language, annotatorIds = [], ...filter }: TaskFilter): string {
  const params = new URLSearchParams()
  if (language !== undefined) params.set('language', language ?? '')
  for (const annotatorId of annotatorIds) params.append('annotator', annotatorId)
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) params.set(name, String(value))
  return `/projects/${projectId}/data?${params}`
}
