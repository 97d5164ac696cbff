import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/till/returns.ts'
import { call } from '../../client/public.ts'
import { Notice, notify, Refused, useFormat, useScan } from '../../kit/public.ts'
import { useCell } from '../device/cell.ts'
import { useTill } from '../device/till.ts'
import { Bar } from '../frame/bar.tsx'
import type { BarEnd } from '../frame/frame.tsx'
import type { Place } from '../frame/places.ts'
import { ScanField } from '../serials/scan-field.tsx'
import { ChooseGoods } from './choose-goods.tsx'
import type { FoundReceipt } from './chosen.ts'
import styles from './returns.module.css'
import { ReturnsOffline } from './returns-offline.tsx'

interface ReturnScreenProps {
  goTo: (place: Place) => void
  end: BarEnd
}

/** Takes goods back: the receipt or the serial is scanned, the sale opens, what comes back is chosen. */
export function ReturnScreen({ goTo, end }: ReturnScreenProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [found, setFound] = useState<FoundReceipt | null>(null)
  return (
    <>
      <Bar onBack={() => (found ? setFound(null) : goTo('sell'))} end={end()}>
        <h1>{t('till.returns.title')}</h1>
      </Bar>
      <div className={styles.screen}>
        {found === null ? (
          <Find onFound={setFound} />
        ) : (
          <ChooseGoods
            key={found.receipt.saleId}
            found={found}
            onRefunded={({ number, refundMinor }) => {
              notify.done(t('till.returns.done', { number, amount: format.money(refundMinor) }))
              goTo('sell')
            }}
            onExchange={() => goTo('sell')}
          />
        )}
      </div>
    </>
  )
}

function Find({ onFound }: { onFound: (found: FoundReceipt) => void }) {
  const { t } = useTranslation()
  const till = useTill()
  const { online } = useCell(till.network.state)
  const mayRefund = useCell(till.signIn)?.cashier.mayRefund === true
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const find = async (code: string) => {
    if (code.trim() === '') return
    setBusy(true)
    setError(null)
    try {
      onFound(await till.network.ask(() => call(api.findReceipt, { query: { text: code.trim() } })))
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  const scan = (code: string) => {
    setText(code)
    void find(code)
  }
  useScan(scan, { enabled: online && mayRefund })
  if (!mayRefund) return <Notice tone="warn">{t('till.returns.notAllowed')}</Notice>
  if (!online) return <ReturnsOffline />
  return (
    <form
      className={styles.find}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void find(text)
      }}
    >
      <ScanField label={t('till.returns.find')} value={text} onChange={setText} onScan={scan} error={null} />
      <Refused error={error} />
      <Button type="submit" size="lg" loading={busy}>
        {t('till.returns.open')}
      </Button>
    </form>
  )
}
