import { useTranslation } from 'react-i18next'
import type { LabelDrawing } from '../../../contract/print.ts'
import styles from './print.module.css'

/** The label as the server laid it out for the paper, so that the eye can judge it before the printer does. */
export function LabelPicture({ label }: { label: LabelDrawing }) {
  const { t } = useTranslation()
  const { width, height, symbol, texts } = label
  const name = t('print.drawing', { text: texts.map(({ text }) => text).join(', ') })
  return (
    <svg className={styles.label} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={name}>
      <path
        d={symbol.path}
        transform={`translate(${symbol.x} ${symbol.y}) scale(${symbol.moduleX} ${symbol.moduleY})`}
      />
      {texts.map(({ x, y, size, face, text }) => (
        <text key={`${x} ${y}`} x={x} y={y} fontSize={size} data-face={face}>
          {text}
        </text>
      ))}
    </svg>
  )
}
