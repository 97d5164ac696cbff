import type { ReactNode } from 'react'
import { DrawerScreen } from '../drawer/drawer-screen.tsx'
import { ReceiptsScreen } from '../receipt/receipts-screen.tsx'
import { ReturnScreen } from '../returns/return-screen.tsx'
import { SellScreen } from '../sell/sell-screen.tsx'
import styles from './frame.module.css'
import { Menu } from './menu.tsx'
import { Notices } from './notices.tsx'
import type { Place } from './places.ts'
import { StateLine } from './state-line.tsx'

interface FrameProps {
  place: Place
  goTo: (place: Place) => void
}

/** The till at work: a bar with how it stands with the network, and below it the place where one is. */
export function Frame({ place, goTo }: FrameProps) {
  return (
    <main className={styles.frame}>
      <Notices goTo={goTo} />
      {screens[place](goTo, side => (
        <div className={styles.side}>
          {side}
          <StateLine />
          <Menu place={place} goTo={goTo} />
        </div>
      ))}
    </main>
  )
}

/** What stands at the right end of the bar, behind what a screen has to say there. */
export type BarEnd = (side?: ReactNode) => ReactNode

const screens: Record<Place, (goTo: (place: Place) => void, end: BarEnd) => ReactNode> = {
  sell: (_, end) => <SellScreen end={end} />,
  receipts: (goTo, end) => <ReceiptsScreen goTo={goTo} end={end} />,
  returns: (goTo, end) => <ReturnScreen goTo={goTo} end={end} />,
  drawer: (goTo, end) => <DrawerScreen goTo={goTo} end={end} />,
}
