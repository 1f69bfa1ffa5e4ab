'use client'

import { useTranslations } from 'next-intl'
import { type ComponentProps, memo } from 'react'
import Markdown, { type Components, defaultUrlTransform, type Options } from 'react-markdown'
import rehypeHighlight from 'rehype-highlight'
import rehypeKatex from 'rehype-katex'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import type { Processor } from 'unified'
import { ScrollRegion } from '../common/scroll-region.tsx'
import { CodeBlock } from './code-block.tsx'
import classes from './message-text.module.css'
import { normalizeMath } from './normalize-math.ts'
import { isAttached, TextImage } from './text-image.tsx'

/** What texts may contain: the library's own list, and the classes by which formulas are told from code. */
const schema: typeof defaultSchema = {
  ...defaultSchema,
  attributes: {
    ...defaultSchema.attributes,
    code: [['className', /^language-./, 'math-inline', 'math-display']],
  },
  protocols: { ...defaultSchema.protocols, src: ['https', 'http', 'data'] },
}

const remarkPlugins: Options['remarkPlugins'] = [remarkGfm, remarkMath, plainHtml]

/** Sanitised first: what follows is made by KaTeX and the highlighter from plain text, not by the text's author. */
const rehypePlugins: Options['rehypePlugins'] = [
  [rehypeSanitize, schema],
  [rehypeKatex, { errorColor: 'var(--pk-danger)', strict: false, trust: false, maxSize: 20, maxExpand: 200 }],
  [rehypeHighlight, { detect: false }],
]

const components: Components = {
  pre: ({ children }) => <CodeBlock>{children}</CodeBlock>,
  table: ({ children }) => <ScrollingTable>{children}</ScrollingTable>,
  a: ({ href, children }) => <OuterLink href={href}>{children}</OuterLink>,
  img: ({ src, alt }) => <TextImage src={typeof src === 'string' ? src : ''} alt={alt ?? ''} />,
}

/** Markdown with tables, formulas and code; never the author's HTML. */
export const MarkdownText = memo(function MarkdownText({ text }: { text: string }) {
  return (
    <div className={classes.prose} dir="auto">
      <Markdown
        remarkPlugins={remarkPlugins}
        rehypePlugins={rehypePlugins}
        components={components}
        urlTransform={safeUrl}
      >
        {normalizeMath(text)}
      </Markdown>
    </div>
  )
})

function ScrollingTable({ children }: ComponentProps<'table'>) {
  const t = useTranslations('text')
  return (
    <ScrollRegion className={classes.scroller} aria-label={t('table')}>
      <table>{children}</table>
    </ScrollRegion>
  )
}

/** A link whose target was unsafe has none any more, and is words only. */
function OuterLink({ href, children }: ComponentProps<'a'>) {
  if (!href) return <span>{children}</span>
  return (
    <a href={href} target="_blank" rel="noreferrer noopener nofollow" className={classes.link}>
      {children}
    </a>
  )
}

/** The library's own list of addresses, and pictures that the text brings with it. */
function safeUrl(url: string, key: string): string {
  return key === 'src' && isAttached(url) ? url : defaultUrlTransform(url)
}

/** Tags are text like any other: dropping them, as sanitising would, would hide a part of what is to be judged. */
function plainHtml(this: Processor): void {
  const data = this.data() as { micromarkExtensions?: object[] }
  data.micromarkExtensions ??= []
  data.micromarkExtensions.push({ disable: { null: ['htmlFlow', 'htmlText'] } })
}
