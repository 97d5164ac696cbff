import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Match } from '../../../contract/trace.ts'
import { placeOf } from '../frame/places.ts'
import styles from './trace.module.css'

interface PlaceLinkProps {
  kind: Match['kind']
  id: number
  children: ReactNode
}

/** A link in running text to the page of a piece, a lot, a product, a document, a customer or a supplier. */
export function PlaceLink({ kind, id, children }: PlaceLinkProps) {
  return (
    <Link {...placeOf({ kind, id })} className={styles.link}>
      {children}
    </Link>
  )
}
