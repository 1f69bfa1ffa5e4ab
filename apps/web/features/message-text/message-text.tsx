'use client'

import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { MarkdownText } from './markdown-text.tsx'
import classes from './message-text.module.css'
import { splitThinking } from './split-thinking.ts'

interface MessageTextProps {
  text: string
  /** As it was written, character by character, instead of rendered. */
  isRaw: boolean
}

/** Beyond this, rendering Markdown would hold up typing; the text is shown as it was written. */
const longestRendered = 120_000

/** A model's or a person's text, all of it, in its own direction; what a model thought aloud is folded apart. */
export const MessageText = memo(function MessageText({ text, isRaw }: MessageTextProps) {
  const t = useTranslations('text')
  if (text.trim() === '') return <p className={classes.empty}>{t('empty')}</p>
  if (isRaw || text.length > longestRendered) return <RawText text={text} />
  const { thinking, answer } = splitThinking(text)
  return (
    <>
      {thinking !== null && (
        <details className={classes.thinking}>
          <summary>{t('thinking', { characters: thinking.length })}</summary>
          <RawText text={thinking} />
        </details>
      )}
      {answer.trim() === '' ? <p className={classes.empty}>{t('noAnswer')}</p> : <MarkdownText text={answer} />}
    </>
  )
})

function RawText({ text }: { text: string }) {
  return (
    <div className={classes.raw} dir="auto">
      {text}
    </div>
  )
}
