'use client'

import { Button, Checkbox, Popover, ScrollArea, Stack } from '@mantine/core'
import type { LabelName } from '@plackett/contracts'
import { IconFlag } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import classes from './completion-panel.module.css'

interface FlagButtonsProps {
  flags: LabelName[]
  /** Counts from 0 in the order shown. */
  completion: number
  set: readonly string[]
  onToggle: (flag: string) => void
}

/** As many as fit beside each other without hiding the text above them. */
const fewFlags = 3

/** A few flags are buttons; of many only those that are set show, and the others wait behind one button. */
export function FlagButtons({ flags, completion, set, onToggle }: FlagButtonsProps) {
  const t = useTranslations('labels')
  const isFew = flags.length <= fewFlags
  const shown = isFew ? flags : flags.filter(({ key }) => set.includes(key))
  return (
    <div className={classes.tools} role="group" aria-label={t('flagsOf', { completion: completion + 1 })}>
      {!isFew && (
        <Popover position="top-start" withinPortal shadow="md" trapFocus returnFocus>
          <Popover.Target>
            <Button variant="default" size="compact-sm" leftSection={<IconFlag size={14} aria-hidden />}>
              {t('flags', { count: set.length })}
            </Button>
          </Popover.Target>
          <Popover.Dropdown aria-label={t('flagsOf', { completion: completion + 1 })} p="sm">
            <ScrollArea.Autosize mah={320} type="auto">
              <Stack gap={8} maw={300}>
                {flags.map(({ key, label }) => (
                  <Checkbox
                    key={key}
                    size="sm"
                    label={label}
                    checked={set.includes(key)}
                    onChange={() => onToggle(key)}
                  />
                ))}
              </Stack>
            </ScrollArea.Autosize>
          </Popover.Dropdown>
        </Popover>
      )}
      {shown.map(({ key, label }) => (
        <Button
          key={key}
          variant="default"
          size="compact-sm"
          aria-pressed={set.includes(key)}
          leftSection={isFew && <IconFlag size={14} aria-hidden />}
          className={classes.flag}
          onClick={() => onToggle(key)}
        >
          {label}
        </Button>
      ))}
    </div>
  )
}
