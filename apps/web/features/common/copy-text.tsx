'use client'

import { ActionIcon, Group, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import classes from './copy-text.module.css'
import { ScrollRegion } from './scroll-region.tsx'

interface CopyTextProps {
  text: string
  label: string
}

/** Text to take elsewhere, with a button that copies it; where the browser forbids that, it is selected instead. */
export function CopyText({ text, label }: CopyTextProps) {
  const t = useTranslations('common')
  const [isCopied, setCopied] = useState(false)
  const block = useRef<HTMLPreElement>(null)

  const copy = async () => {
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    )
    if (done) {
      setCopied(true)
      setTimeout(() => setCopied(false), 2_000)
    } else if (block.current) {
      getSelection()?.selectAllChildren(block.current)
    }
  }

  return (
    <Group wrap="nowrap" gap="xs" align="flex-start" className={classes.root}>
      <ScrollRegion className={classes.text} aria-label={label}>
        <pre ref={block}>{text}</pre>
      </ScrollRegion>
      <Tooltip label={isCopied ? t('copied') : t('copy')}>
        <ActionIcon variant="default" size="lg" onClick={copy} aria-label={`${t('copy')}: ${label}`}>
          {isCopied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}
