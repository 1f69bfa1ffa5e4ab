'use client'

import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useRef, useState } from 'react'
import classes from './message-text.module.css'

/** A block of code: it scrolls sideways by itself and can be copied. */
export function CodeBlock({ children }: { children: ReactNode }) {
  const t = useTranslations('common')
  const block = useRef<HTMLPreElement>(null)
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard?.writeText(block.current?.textContent ?? '')
    setCopied(true)
    setTimeout(() => setCopied(false), 2_000)
  }
  return (
    <div className={classes.code}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre ref={block} dir="ltr" tabIndex={0}>
        {children}
      </pre>
      <button type="button" className={classes.copy} onClick={copy} aria-label={t('copyCode')}>
        {isCopied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
      </button>
    </div>
  )
}
