'use client'

import { ActionIcon, Button, Kbd, Tooltip } from '@mantine/core'
import type { Project } from '@plackett/contracts'
import { IconArrowBackUp, IconChevronLeft, IconCode, IconHelp, IconNotebook } from '@tabler/icons-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useKeys } from '../keyboard/use-keys.ts'
import { LeaseClock } from './lease-clock.tsx'
import classes from './rank-bar.module.css'
import { SaveStatus } from './save-status.tsx'
import type { HeldTask } from './task-queue.ts'
import { ViewMenu } from './view-menu.tsx'

interface RankBarProps {
  project: Project
  current: HeldTask | undefined
  answered: number
  canUndo: boolean
  isRaw: boolean
  onCommand: (name: 'help' | 'guidelines' | 'raw' | 'undo-previous') => void
  onShowRefused: () => void
}

export function RankBar({ project, current, answered, canUndo, isRaw, onCommand, onShowRefused }: RankBarProps) {
  const t = useTranslations('rank')
  const { capFor } = useKeys()
  return (
    <header className={classes.bar}>
      <h1 className={classes.heading}>
        <Link href={`/projects/${project.id}`} className={classes.project} title={t('back', { project: project.name })}>
          <IconChevronLeft size={18} aria-hidden className="pk-mirrored" />
          <span>{project.name}</span>
        </Link>
      </h1>
      {current?.revising ? (
        <span className={classes.note}>{t('revising')}</span>
      ) : (
        answered > 0 && <span className={`${classes.note} ${classes.count}`}>{t('answered', { count: answered })}</span>
      )}
      <span className={classes.spacer} />
      <SaveStatus onShowRefused={onShowRefused} />
      {canUndo && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => onCommand('undo-previous')}
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          rightSection={capFor('undo') && <Kbd size="xs">{capFor('undo')}</Kbd>}
          aria-label={t('undo')}
          classNames={{ root: classes.undo, section: classes.undoKey, label: classes.undoLabel }}
        >
          {t('undo')}
        </Button>
      )}
      {current && !current.revising && <LeaseClock leasedUntil={current.assignment.leasedUntil} />}
      <div className={classes.tools}>
        <ViewMenu />
        <Tool name={t('raw')} cap={capFor('raw')} isOn={isRaw} onPress={() => onCommand('raw')}>
          <IconCode size={18} aria-hidden />
        </Tool>
        <Tool name={t('guidelines')} cap={capFor('guidelines')} onPress={() => onCommand('guidelines')}>
          <IconNotebook size={18} aria-hidden />
        </Tool>
        <Tool name={t('keys')} cap={capFor('help')} onPress={() => onCommand('help')}>
          <IconHelp size={18} aria-hidden />
        </Tool>
      </div>
    </header>
  )
}

interface ToolProps {
  name: string
  cap: string | null
  isOn?: boolean
  onPress: () => void
  children: ReactNode
}

function Tool({ name, cap, isOn, onPress, children }: ToolProps) {
  return (
    <Tooltip label={cap ? `${name} (${cap})` : name}>
      <ActionIcon
        variant={isOn ? 'light' : 'subtle'}
        color={isOn ? undefined : 'gray'}
        size={36}
        aria-label={name}
        aria-pressed={isOn}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onPress}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
