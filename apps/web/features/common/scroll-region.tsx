import type { HTMLAttributes, Ref } from 'react'

interface ScrollRegionProps extends HTMLAttributes<HTMLDivElement> {
  'aria-label': string
  ref?: Ref<HTMLDivElement>
}

/** Content that scrolls by itself: it takes the focus, so that the keyboard reaches all of it. */
export function ScrollRegion(props: ScrollRegionProps) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  return <div {...props} role="group" tabIndex={0} />
}
