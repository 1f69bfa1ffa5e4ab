'use client'

import type { Message, PromptBackground } from '@plackett/contracts'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { ScrollRegion } from '../common/scroll-region.tsx'
import { MessageText } from '../message-text/message-text.tsx'
import classes from './prompt-panel.module.css'

interface PromptPanelProps {
  prompt: Message[]
  background?: PromptBackground | undefined
  isRaw: boolean
  isOpen: boolean
  onToggle: () => void
}

/** What the model was asked, turn by turn; folded, its last turn still says in a line what it is about. */
export function PromptPanel({ prompt, background, isRaw, isOpen, onToggle }: PromptPanelProps) {
  const t = useTranslations('rank')
  const last = prompt.findLast((message) => message.role === 'user') ?? prompt.at(-1)
  return (
    <section className={classes.panel} aria-label={t('prompt')} data-open={isOpen || undefined}>
      <button type="button" className={classes.head} aria-expanded={isOpen} onClick={onToggle}>
        <IconChevronDown size={16} aria-hidden className={classes.chevron} />
        <span className={classes.title}>{t('prompt')}</span>
        {prompt.length > 1 && <span className={classes.turns}>{t('turns', { count: prompt.length })}</span>}
        {!isOpen && <span className={classes.line}>{firstLine(last?.content ?? '')}</span>}
      </button>
      {isOpen && (
        <ScrollRegion ref={showLastTurn} className={classes.turnsList} aria-label={t('promptText')}>
          {prompt.map((message, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the turns of a prompt never change
            <PromptTurn key={index} message={message} isRaw={isRaw} showRole={prompt.length > 1} />
          ))}
          {background && <Background {...background} isRaw={isRaw} />}
        </ScrollRegion>
      )}
    </section>
  )
}

/** What there is to judge by, folded until it is wanted: it is no part of what the model was asked. */
function Background({ reference, context, isRaw }: PromptBackground & { isRaw: boolean }) {
  const t = useTranslations('rank')
  return (
    <>
      {context.map((passage, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the passages of a prompt never change
        <Passage key={index} title={t('context', { number: index + 1 })} text={passage} isRaw={isRaw} />
      ))}
      {reference !== null && <Passage title={t('reference')} text={reference} isRaw={isRaw} />}
    </>
  )
}

function Passage({ title, text, isRaw }: { title: string; text: string; isRaw: boolean }) {
  return (
    <details className={classes.passage}>
      <summary>{title}</summary>
      <MessageText text={text} isRaw={isRaw} />
    </details>
  )
}

interface PromptTurnProps {
  message: Message
  isRaw: boolean
  showRole: boolean
}

/** One turn; who speaks is said only where more than one does. */
export function PromptTurn({ message, isRaw, showRole }: PromptTurnProps) {
  const t = useTranslations('rank')
  return (
    <div className={classes.turn} data-role={message.role}>
      {showRole && <span className={classes.role}>{t(`role.${message.role}`)}</span>}
      <div className={classes.content}>
        <MessageText text={message.content} isRaw={isRaw} />
      </div>
    </div>
  )
}

/** The last turn is the one that the completions answer. */
function showLastTurn(list: HTMLDivElement | null): void {
  if (list) list.scrollTop = list.scrollHeight
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? ''
}
