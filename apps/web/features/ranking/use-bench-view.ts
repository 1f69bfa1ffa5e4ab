import { useMediaQuery } from '@mantine/hooks'
import { type BenchLayout, benchLayout } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { type RefObject, useState } from 'react'
import { usePreferences } from '../preferences/use-preferences.ts'
import type { ViewCommand } from './command-of-key.ts'

/** Under this width there is room for one column only. */
const phone = '(max-width: 48em)'

interface BenchViewOptions {
  bench: RefObject<HTMLElement | null>
  count: number
  /** The completion selected on the rail. */
  selected: number | null
  announce: (words: string) => void
}

/** How the texts of the bench are looked at: the person's layout, what is enlarged, folded or compared for the moment. */
export function useBenchView({ bench, count, selected, announce }: BenchViewOptions) {
  const t = useTranslations('rank')
  const { preferences, save } = usePreferences()
  const isPhone = useMediaQuery(phone, false, { getInitialValueInEffect: false })
  const [isPromptOpen, setPromptOpen] = useState(true)
  const [isComparing, setComparing] = useState(false)
  const { enlarged, setEnlarged } = useEnlarged(selected)
  const layout = isPhone && preferences.layout === 'columns' ? 'single' : preferences.layout
  const { scroll } = preferences

  const enlarge = (completion: number | null) => {
    setEnlarged(enlarged === completion ? null : completion)
    return completion !== null
  }
  const turnLayout = () => {
    const next = layoutAfter(layout, isPhone)
    save({ layout: next })
    announce(t(`view.layouts.${next}`))
  }
  const turnScroll = () => {
    const next = scroll === 'alone' ? 'together' : 'alone'
    save({ scroll: next })
    announce(t(`view.scrolls.${next}`))
  }
  const readNeighbour = (step: -1 | 1) => {
    const at = enlarged ?? placeInFocus(bench.current)
    const next = at === null ? (step === 1 ? 0 : count - 1) : Math.min(Math.max(at + step, 0), count - 1)
    if (enlarged !== null) setEnlarged(next)
    else bench.current?.querySelector<HTMLElement>(`[data-text-of="${next + 1}"]`)?.focus()
  }

  /** Whether there was a use for the command. */
  const run = (command: ViewCommand): boolean => {
    switch (command.type) {
      case 'compare':
        setComparing(true)
        return true
      case 'prompt':
        setPromptOpen(!isPromptOpen)
        return true
      case 'layout':
        turnLayout()
        return true
      case 'scroll':
        turnScroll()
        return true
      case 'read-neighbour':
        readNeighbour(command.step)
        return true
      case 'enlarge':
        return layout === 'columns' && enlarge(enlarged ?? placeInFocus(bench.current) ?? selected)
      default:
        return command satisfies never
    }
  }
  return {
    layout,
    scroll,
    enlarged: layout === 'columns' ? enlarged : null,
    enlarge,
    isPromptOpen,
    togglePrompt: () => setPromptOpen(!isPromptOpen),
    isComparing,
    stopComparing: () => setComparing(false),
    run,
  }
}

/** While one column is enlarged, it is that of the chip selected last. */
function useEnlarged(selected: number | null) {
  const [enlarged, setEnlarged] = useState<number | null>(null)
  const [followed, setFollowed] = useState(selected)
  if (selected !== followed) {
    setFollowed(selected)
    if (enlarged !== null && selected !== null) setEnlarged(selected)
  }
  return { enlarged, setEnlarged }
}

function layoutAfter(layout: BenchLayout, isPhone: boolean): BenchLayout {
  const layouts = benchLayout.options.filter((option) => !(isPhone && option === 'columns'))
  return layouts[(layouts.indexOf(layout) + 1) % layouts.length]!
}

/** The place of the completion whose column has the focus. */
function placeInFocus(bench: HTMLElement | null): number | null {
  const column = bench?.contains(document.activeElement) && document.activeElement?.closest('[data-column]')
  return column instanceof HTMLElement ? Number(column.dataset.column) - 1 : null
}
