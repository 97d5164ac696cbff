import { code128, drawingSVG } from 'bwip-js/generic'
import { useMemo } from 'react'
import styles from './receipt.module.css'

/** The receipt's number as bars: whoever brings goods back has their sale opened by a scan. */
export default function NumberCode({ number }: { number: string }) {
  const picture = useMemo(() => {
    const drawing = code128({ bcid: 'code128', text: number, scale: 3, height: 9 }, drawingSVG())
    return `data:image/svg+xml,${encodeURIComponent(drawing)}`
  }, [number])
  // Its words stand at the head of the receipt.
  return <img className={styles.bars} src={picture} alt="" />
}
