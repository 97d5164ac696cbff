import { CloseButton, TextInput } from '@mantine/core'
import { IconBarcode } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Code } from '../../kit/public.ts'
import { type BarcodeCheck, checkBarcode, isSameBarcode } from './barcode-check.ts'
import styles from './products.module.css'

interface BarcodesFieldProps {
  codes: readonly string[]
  onCodes: (codes: string[]) => void
  typed: string
  onTyped: (text: string) => void
  refused: ReactNode
}

/** Any number of barcodes: scanned, or typed and ended with Enter. A GTIN's check digit is judged while it is typed. */
export function BarcodesField({ codes, onCodes, typed, onTyped, refused }: BarcodesFieldProps) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const code = typed.trim()
  const check = checkBarcode(code)
  const isTwice = codes.some(one => isSameBarcode(one, code))
  const problem = problemOf(t, code, check, isTwice)

  const take = () => {
    if (code === '' || problem !== null) return
    onCodes([...codes, code])
    onTyped('')
  }
  return (
    <div className={styles.barcodes}>
      <TextInput
        ref={input}
        label={t('products.barcodes')}
        description={
          check.kind === 'gtin'
            ? t('products.barcodeRight', { length: check.length })
            : t('products.barcodeHint')
        }
        placeholder={t('products.barcodeAdd')}
        error={problem ?? refused}
        value={typed}
        onChange={event => onTyped(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          // A scanner ends each code with Enter; that adds the code and must not send the form.
          event.preventDefault()
          take()
        }}
        leftSection={<IconBarcode size={18} stroke={1.5} aria-hidden="true" />}
        classNames={{ input: styles.mono }}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        data-takes-scans
      />
      {codes.length === 0 ? null : (
        <ul className={styles.codes} aria-label={t('products.barcodeList')}>
          {codes.map(one => (
            <li key={one}>
              <Code>{one}</Code>
              <span className={styles.kind}>{kindOf(t, checkBarcode(one))}</span>
              <CloseButton
                size="sm"
                aria-label={t('products.barcodeRemove', { code: one })}
                onClick={() => {
                  onCodes(codes.filter(other => other !== one))
                  input.current?.focus()
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function problemOf(t: TFunction, code: string, check: BarcodeCheck, isTwice: boolean): string | null {
  if (code === '') return null
  if (isTwice) return t('products.barcodeTwice', { code })
  if (code.length > 100) return t('products.barcodeLong')
  return check.kind === 'wrong' ? t('products.barcodeWrong', { digit: check.digit }) : null
}

function kindOf(t: TFunction, check: BarcodeCheck): string {
  return check.kind === 'gtin'
    ? t('products.barcodeGtin', { length: check.length })
    : t('products.barcodeOwn')
}
