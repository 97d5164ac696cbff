import { TextInput } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { PurchaseLine } from '../../../contract/purchasing.ts'
import type { Bins } from './receiving-draft.ts'
import type { PieceFacts } from './use-pieces.ts'

interface PieceFactsFieldsProps {
  line: PurchaseLine
  facts: PieceFacts
  bins: Bins
  set: (fact: Partial<PieceFacts>) => void
}

/** What is the same for all pieces that are entered at once: their lot, its dates, and the bin where they go. */
export function PieceFactsFields({ line, facts, bins, set }: PieceFactsFieldsProps) {
  const { t } = useTranslation()
  const binList = useId()
  const field = (name: keyof PieceFacts, type: 'text' | 'date' = 'text') => ({
    type,
    label: t(`goodsReceipts.${name}`),
    value: facts[name],
    maxLength: 100,
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  })
  const isUnknownBin = facts.bin.trim() !== '' && !bins.has(facts.bin.trim())
  return (
    <>
      <TextInput {...field('lot')} data-autofocus={facts.lot === '' || undefined} />
      <TextInput {...field('expiresOn', 'date')} />
      {line.madeOn || line.requires.includes('madeOn') ? <TextInput {...field('madeOn', 'date')} /> : null}
      {line.supplierLot || line.requires.includes('supplierLot') ? (
        <TextInput {...field('supplierLot')} />
      ) : null}
      <datalist id={binList}>
        {[...bins.keys()].map(code => (
          <option key={code} value={code} />
        ))}
      </datalist>
      <TextInput
        {...field('bin')}
        list={binList}
        error={isUnknownBin ? t('goodsReceipts.problem.noBin', { text: facts.bin }) : null}
      />
    </>
  )
}
