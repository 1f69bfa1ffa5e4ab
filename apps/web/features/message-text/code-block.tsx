'use client'

import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useRef, useState } from 'react'
import { ScrollRegion } from '../common/scroll-region.tsx'
import classes from './message-text.module.css'

/** A block of code: it scrolls sideways by itself and can be copied. */
export function CodeBlock({ children }: { children: ReactNode }) {
  const t = useTranslations('text')
  const common = useTranslations('common')
  const block = useRef<HTMLPreElement>(null)
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard?.writeText(block.current?.textContent ?? '')
    setCopied(true)
    setTimeout(() => setCopied(false), 2_000)
  }
  return (
    <div className={classes.code}>
      <ScrollRegion aria-label={t('code')} dir="ltr">
        <pre ref={block}>{children}</pre>
      </ScrollRegion>
      <button type="button" className={classes.copy} onClick={copy} aria-label={common('copyCode')}>
        {isCopied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
      </button>
    </div>
  )
}
