'use client'

import {
  type CollisionDetection,
  closestCenter,
  DndContext,
  type DndContextProps,
  type DragEndEvent,
  DragOverlay,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { useTranslations } from 'next-intl'
import { type Dispatch, Fragment, type ReactNode, useState } from 'react'
import { CompletionMark } from './completion-mark.tsx'
import { RankChip } from './rank-chip.tsx'
import classes from './rank-rail.module.css'
import type { DropTarget, RankingAction, RankingState } from './ranking-reducer.ts'
import { unplaced } from './ranking-reducer.ts'

interface RankRailProps {
  state: RankingState
  dispatch: Dispatch<RankingAction>
}

/** The order as it is built, from best to worst, with what is not placed yet at its left. Drag, tap, or type. */
export function RankRail({ state, dispatch }: RankRailProps) {
  const t = useTranslations('rank')
  const [dragged, setDragged] = useState<number | null>(null)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 150, tolerance: 8 } }),
  )
  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(null)
    const target = over?.data.current as DropTarget | undefined
    if (target) dispatch({ type: 'drop', completion: Number(active.id), target })
  }
  const tray = unplaced(state)

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={nearPointer}
      onDragStart={({ active }) => setDragged(Number(active.id))}
      onDragCancel={() => setDragged(null)}
      onDragEnd={drop}
      autoScroll={false}
      accessibility={silent}
    >
      <div className={classes.rail} data-dragging={dragged !== null || undefined}>
        <DropZone
          id="tray"
          target={{ kind: 'unplaced' }}
          className={classes.tray}
          label={t('unplaced')}
          isEmpty={tray.length === 0}
        >
          {tray.map((completion) => (
            <RankChip key={completion} {...{ completion, state, dispatch }} isHollow />
          ))}
          {tray.length === 0 && <span className={classes.allPlaced}>{t('allPlaced')}</span>}
        </DropZone>
        <div className={classes.order} role="group" aria-label={t('order')}>
          <span className={classes.end}>{t('best')}</span>
          <Tiers state={state} dispatch={dispatch} />
          <span className={classes.end}>{t('worst')}</span>
        </div>
      </div>
      <DragOverlay dropAnimation={null}>
        {dragged !== null && (
          <span className={classes.lifted} style={{ background: `var(--pk-tint-${dragged + 1})` }}>
            <CompletionMark completion={dragged} />
          </span>
        )}
      </DragOverlay>
    </DndContext>
  )
}

function Tiers({ state, dispatch }: RankRailProps) {
  let place = -1
  return (
    <>
      <DropZone id="gap-0" target={{ kind: 'gap', index: 0 }} className={classes.gap} />
      {state.tiers.map((tier, index) => {
        const chips = tier.map((completion, inTier) => {
          place += 1
          return (
            <Fragment key={completion}>
              {inTier > 0 && <SignButton gap={place - 1} isTie {...{ state, dispatch }} />}
              <RankChip {...{ completion, state, dispatch }} />
            </Fragment>
          )
        })
        const gap = place
        const isLast = index === state.tiers.length - 1
        return (
          <Fragment key={tier[0]}>
            <DropZone id={`tier-${index}`} target={{ kind: 'tier', index }} className={classes.tier}>
              {chips}
            </DropZone>
            <DropZone
              id={`gap-${index + 1}`}
              target={{ kind: 'gap', index: index + 1 }}
              className={isLast ? classes.lastGap : classes.gap}
            >
              {!isLast && <SignButton gap={gap} isTie={false} {...{ state, dispatch }} />}
              {isLast && state.tieNext && <span className={classes.pendingTie}>=</span>}
            </DropZone>
          </Fragment>
        )
      })}
      {state.tiers.length === 0 && <RailHint />}
    </>
  )
}

/** Who has keys is told to type, who has a finger is told to tap. */
function RailHint() {
  const t = useTranslations('rank')
  return (
    <>
      <span className={`${classes.hint} ${classes.forKeys}`}>{t('railHint')}</span>
      <span className={`${classes.hint} ${classes.forTouch}`}>{t('railHintTouch')}</span>
    </>
  )
}

interface SignButtonProps extends RankRailProps {
  gap: number
  isTie: boolean
}

/** `›` or `=` between two chips: pressing it turns one into the other. */
function SignButton({ gap, isTie, state, dispatch }: SignButtonProps) {
  const t = useTranslations('rank')
  const rail = state.tiers.flat()
  const names = { before: rail[gap]! + 1, after: rail[gap + 1]! + 1 }
  return (
    <button
      type="button"
      className={classes.sign}
      data-tie={isTie || undefined}
      disabled={!isTie && !state.allowTies}
      aria-label={t(isTie ? 'partSign' : 'tieSign', names)}
      onClick={() => dispatch({ type: 'toggle-sign', gap })}
    >
      <span className={isTie ? undefined : 'pk-mirrored'}>{isTie ? '=' : '›'}</span>
    </button>
  )
}

interface DropZoneProps {
  id: string
  target: DropTarget
  className?: string
  label?: string
  isEmpty?: boolean
  children?: ReactNode
}

function DropZone({ id, target, className, label, isEmpty, children }: DropZoneProps) {
  const { setNodeRef, isOver } = useDroppable({ id, data: target })
  return (
    <div
      ref={setNodeRef}
      className={className}
      data-over={isOver || undefined}
      data-empty={isEmpty || undefined}
      {...(label ? { role: 'group', 'aria-label': label } : {})}
    >
      {children}
    </div>
  )
}

/** The bench announces every move itself, from whichever device it came. */
const silent: DndContextProps['accessibility'] = {
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
}

/** Where the pointer is, or the nearest place while it strays beside the rail by less than a chip's height. */
const nearPointer: CollisionDetection = (args) => {
  const within = pointerWithin(args)
  if (within.length > 0) return within
  const rects = [...args.droppableRects.values()]
  const y = args.pointerCoordinates?.y ?? Number.NEGATIVE_INFINITY
  const isNear = rects.some((rect) => y > rect.top - 48 && y < rect.bottom + 48)
  return isNear ? closestCenter(args) : []
}
