import type { MouseEvent } from 'react'

/**
 * Lets a press of a choice by mouse or finger choose without moving the focus into the group, where the next digit would
 * rate and not rank. A choice by keyboard is the browser's own.
 */
export function chooseByPointer(choose: () => void) {
  return {
    onMouseDown: (event: MouseEvent) => event.preventDefault(),
    onClick: (event: MouseEvent) => {
      if (event.detail === 0 || event.target instanceof HTMLInputElement) return
      event.preventDefault()
      choose()
    },
  }
}
