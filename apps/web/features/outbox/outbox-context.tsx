'use client'

import type { Ranking } from '@plackett/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { api } from '../../trpc/api.ts'
import { useSession } from '../session/use-session.ts'
import { useUser } from '../session/user-context.ts'
import { createOutbox, type Outbox, type OutboxSnapshot } from './create-outbox.ts'
import type { OutboxEntry } from './outbox-entry.ts'
import { createMemoryStore, openOutboxStore } from './outbox-store.ts'

const sendTimeoutMs = 30_000

const OutboxContext = createContext<Outbox | null>(null)

/** Sends the answers of who is logged in, from whichever page they are on, and those that an earlier visit left. */
export function OutboxProvider({ children }: { children: ReactNode }) {
  const user = useUser()
  const [outbox, setOutbox] = useState<Outbox | null>(null)

  useEffect(() => {
    let opened: Outbox | null = null
    let isGone = false
    openFor(user.id).then((fresh) => {
      if (isGone) return
      opened = fresh
      setOutbox(fresh)
      fresh.load()
    })
    return () => {
      isGone = true
      opened?.stop()
    }
  }, [user.id])

  return (
    <OutboxContext value={outbox}>
      {outbox && <OutboxTriggers outbox={outbox} />}
      {children}
    </OutboxContext>
  )
}

/** Null for the moment in which the browser opens its storage. */
export function useOutbox(): Outbox | null {
  return useContext(OutboxContext)
}

const nothing: OutboxSnapshot = { entries: [], savedAt: null, isDurable: true, stored: new Map() }

export function useOutboxSnapshot(): OutboxSnapshot {
  const outbox = useOutbox()
  return useSyncExternalStore(
    outbox?.subscribe ?? (() => () => {}),
    () => outbox?.snapshot() ?? nothing,
    () => nothing,
  )
}

async function openFor(userId: string): Promise<Outbox> {
  const store = await openOutboxStore(userId).catch(createMemoryStore)
  return createOutbox({
    store,
    send,
    now: () => Date.now(),
    random: () => Math.random(),
    schedule: (run, delayMs) => {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
    exclusively,
  })
}

function send({ request }: OutboxEntry): Promise<Ranking> {
  const options = { signal: AbortSignal.timeout(sendTimeoutMs) }
  if (request.kind === 'submit') return api.ranking.submit.mutate(request.input, options)
  return api.ranking.revise.mutate({ ...request.input, rankingId: request.input.rankingId! }, options)
}

/** Locks exist on https and localhost only. Without them two tabs may send the same answer: its key makes that one. */
async function exclusively(work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work()
  await navigator.locks.request('plackett-outbox', work)
}

/** What makes waiting answers go at once: the network is back, or the person has logged in again. */
function OutboxTriggers({ outbox }: { outbox: Outbox }) {
  const queryClient = useQueryClient()
  const snapshot = useOutboxSnapshot()
  const session = useSession()
  const isLoggedIn = Boolean(session.data?.user)
  const askedAt = session.dataUpdatedAt
  const waitsForLogin = snapshot.entries.some((entry) => entry.waitsFor === 'login')
  const isAtRisk = !snapshot.isDurable && snapshot.entries.length > 0

  useEffect(() => {
    const retry = () => {
      outbox.retry()
    }
    window.addEventListener('online', retry)
    return () => window.removeEventListener('online', retry)
  }, [outbox])

  useEffect(() => {
    if (waitsForLogin) queryClient.invalidateQueries({ queryKey: ['session'] })
  }, [waitsForLogin, queryClient])

  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer of the session is a reason to look again
  useEffect(() => {
    if (!isLoggedIn || !waitsForLogin) return
    // What the cache says may be older than the refusal: give the session's own answer time to arrive.
    const timer = setTimeout(() => outbox.retry(), 1_000)
    return () => clearTimeout(timer)
  }, [isLoggedIn, waitsForLogin, askedAt, outbox])

  useEffect(() => {
    if (!isAtRisk) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isAtRisk])

  return null
}
