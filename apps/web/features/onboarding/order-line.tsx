import type { Tiers } from '@plackett/contracts'
import { Fragment } from 'react'
import { CompletionMark } from '../ranking/completion-mark.tsx'
import classes from './order-line.module.css'

/** An order as `2 › 1 = 3`; completions are named by their places among `ids`. */
export function OrderLine({ tiers, ids }: { tiers: Tiers; ids: string[] }) {
  return (
    <span className={classes.order}>
      {tiers.map((tier, index) => (
        <Fragment key={tier[0]}>
          {index > 0 && <span className={classes.sign}>›</span>}
          {tier.map((id, inTier) => (
            <Fragment key={id}>
              {inTier > 0 && <span className={classes.sign}>=</span>}
              <CompletionMark completion={Math.max(0, ids.indexOf(id))} />
            </Fragment>
          ))}
        </Fragment>
      ))}
    </span>
  )
}
