'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import classes from './tab-links.module.css'

interface TabLinksProps {
  label: string
  tabs: { href: string; label: string }[]
}

/** Pages beside each other under one entry. The one whose address fits longest is where one is. */
export function TabLinks({ label, tabs }: TabLinksProps) {
  const pathname = usePathname()
  const here = tabs
    .filter((tab) => pathname === tab.href || pathname.startsWith(`${tab.href}/`))
    .toSorted((a, b) => b.href.length - a.href.length)[0]
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map((tab) => (
        <Link key={tab.href} href={tab.href} className={classes.tab} aria-current={tab === here ? 'page' : undefined}>
          {tab.label}
        </Link>
      ))}
    </nav>
  )
}
