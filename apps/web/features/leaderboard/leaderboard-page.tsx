'use client'

import { Group } from '@mantine/core'
import { leaderboardInput } from '@plackett/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { QueryView } from '../common/query-view.tsx'
import { OverviewTabs } from '../project/overview-tabs.tsx'
import { useProject } from '../shell/project-context.ts'
import { LeaderboardControls } from './leaderboard-controls.tsx'
import { LeaderboardView } from './leaderboard-view.tsx'
import { ShareButton } from './share-button.tsx'

const refreshMs = 15_000

/** The models behind the completions by what people preferred; what is asked stands in the address. */
export function LeaderboardPage() {
  const { input, setInput } = useLeaderboardInput()
  const query = queryOf('leaderboard.view', api.leaderboard.view, input)
  const board = useQuery({ ...query, refetchInterval: refreshMs, placeholderData: keepPreviousData })
  // Languages and models are those of the whole project, whatever is asked for now.
  const whole = useQuery(
    queryOf('leaderboard.view', api.leaderboard.view, leaderboardInput.parse({ projectId: input.projectId })),
  )
  return (
    <>
      <OverviewTabs />
      <Group justify="space-between" align="flex-end" mb="lg" gap="sm">
        <LeaderboardControls input={input} whole={whole.data ?? null} onChange={setInput} />
        <ShareButton input={input} />
      </Group>
      <QueryView query={board}>{(data) => <LeaderboardView board={data} projectId={input.projectId} />}</QueryView>
    </>
  )
}

function useLeaderboardInput() {
  const { id: projectId } = useProject()
  const params = useSearchParams()
  const router = useRouter()
  const pathname = usePathname()
  const input = inputOf(projectId, params)
  const setInput = (change: Record<string, string | null>) => {
    const next = new URLSearchParams(params)
    for (const [name, value] of Object.entries(change)) {
      if (value === null) next.delete(name)
      else next.set(name, value)
    }
    router.replace(`${pathname}?${next}`, { scroll: false })
  }
  return { input, setInput }
}

/** An address that was tampered with asks for the whole. */
function inputOf(projectId: string, params: URLSearchParams) {
  const model = params.get('anchor')
  const parsed = leaderboardInput.safeParse({
    projectId,
    language: params.get('language') ?? undefined,
    turns: params.get('turns') ?? undefined,
    isStyleControlled: params.get('style') === '1',
    intervals: params.get('intervals') ?? 'tasks',
    anchor: model ? { model, rating: Number(params.get('rating') ?? 1000) } : undefined,
  })
  return parsed.success ? parsed.data : leaderboardInput.parse({ projectId })
}
