import { type RefObject, useEffect } from 'react'

/**
 * Draws how far a text was read: `bar` grows with the deepest line that has been in view within `[data-reading]`, whichever
 * of the boxes around it scrolls. Straight to the element's style, since it changes with every scrolled pixel.
 */
export function useReadShare(text: RefObject<HTMLElement | null>, bar: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = text.current
    const frame = element?.closest('[data-reading]')
    if (!element || !frame) return
    let most = 0
    const measure = () => {
      const content = element.getBoundingClientRect()
      if (content.height === 0) return
      most = Math.max(most, readShare(content, [frame, element.parentElement!]))
      bar.current?.style.setProperty('transform', `scaleX(${most})`)
    }
    const resized = new ResizeObserver(measure)
    resized.observe(element)
    frame.addEventListener('scroll', measure, { capture: true, passive: true })
    return () => {
      resized.disconnect()
      frame.removeEventListener('scroll', measure, { capture: true })
    }
  }, [text, bar])
}

/** The part of a text above the lowest edge that cuts it, from 0 to 1; a rounded pixel counts as seen. */
function readShare(content: DOMRect, boxes: Element[]): number {
  const edge = Math.min(...boxes.map((box) => box.getBoundingClientRect().bottom))
  return Math.min(1, Math.max(0, (edge - content.top + 1) / content.height))
}
