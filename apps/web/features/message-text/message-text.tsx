'use client'

import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { LongText } from './long-text.tsx'
import { MarkdownText } from './markdown-text.tsx'
import classes from './message-text.module.css'
import { splitThinking } from './split-thinking.ts'

interface MessageTextProps {
  text: string
  /** As it was written, character by character, instead of rendered. */
  isRaw: boolean
}

/** Beyond this, a text is rendered in pieces. */
const longestAtOnce = 12_000

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
      {answer.trim() === '' ? <p className={classes.empty}>{t('noAnswer')}</p> : <Answer text={answer} />}
    </>
  )
})

function Answer({ text }: { text: string }) {
  return text.length > longestAtOnce ? <LongText text={text} /> : <MarkdownText text={text} />
}

function RawText({ text }: { text: string }) {
  return (
    <div className={classes.raw} dir="auto">
      {text}
    </div>
  )
}
