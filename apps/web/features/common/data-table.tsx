import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './data-table.module.css'
import { ScrollRegion } from './scroll-region.tsx'

interface DataTableProps {
  label: string
  /** In pixels; on a narrower place the table scrolls sideways by itself. */
  minWidth: number
  /** In pixels; a longer table scrolls below its head. */
  maxHeight?: number
  /** On the bare page, rather than in a panel. */
  isFramed?: boolean
  children: ReactNode
}

/** Rows and columns with figures that line up. */
export function DataTable({ label, minWidth, maxHeight, isFramed, children }: DataTableProps) {
  return (
    <ScrollRegion aria-label={label} className={isFramed ? classes.framed : classes.bare} style={{ maxHeight }}>
      <Table stickyHeader={maxHeight !== undefined} className="pk-figures" style={{ minWidth }}>
        {children}
      </Table>
    </ScrollRegion>
  )
}
