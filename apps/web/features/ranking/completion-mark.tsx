import classes from './completion-mark.module.css'

/** One shape a completion, drawn in a 16 × 16 field; with the number and the tint it tells nine apart without colour. */
const shapes = [
  <circle key="circle" cx="8" cy="8" r="6" />,
  <rect key="square" x="2.5" y="2.5" width="11" height="11" rx="1" />,
  <path key="triangle" d="M8 1.8 14.6 13.6H1.4Z" />,
  <path key="diamond" d="M8 1 15 8 8 15 1 8Z" />,
  <path key="pentagon" d="M8 1.2 15 6.3 12.3 14.4H3.7L1 6.3Z" />,
  <path key="plus" d="M5.5 1.5h5v4h4v5h-4v4h-5v-4h-4v-5h4Z" />,
  <path key="hexagon" d="M4.5 1.9h7L15 8l-3.5 6.1h-7L1 8Z" />,
  <path key="star" d="m8 .8 2.1 4.7 5.1.5-3.8 3.4 1.1 5L8 11.8l-4.5 2.6 1.1-5L.8 6l5.1-.5Z" />,
  <path key="half" d="M2 13.5a6 6 0 0 1 12 0Z" transform="translate(0 -2.5)" />,
]

/** A completion's number and shape, in its tint. `completion` counts from 0 in the order shown. */
export function CompletionMark({ completion }: { completion: number }) {
  return (
    <span className={classes.mark} style={{ color: `var(--pk-ink-${completion + 1})` }}>
      <svg viewBox="0 0 16 16" width="12" height="12" fill="currentColor" aria-hidden="true">
        {shapes[completion]}
      </svg>
      {completion + 1}
    </span>
  )
}
