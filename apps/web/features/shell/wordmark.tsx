import classes from './wordmark.module.css'

/** Three chips in order, the last two tied: what the product does. */
export function Wordmark() {
  return (
    <span className={classes.root}>
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
        <rect x="2" y="4" width="20" height="6" rx="1.5" fill="var(--pk-accent)" />
        <rect x="2" y="14" width="9" height="6" rx="1.5" fill="var(--pk-accent)" opacity="0.55" />
        <rect x="13" y="14" width="9" height="6" rx="1.5" fill="var(--pk-accent)" opacity="0.55" />
      </svg>
      Plackett
    </span>
  )
}
