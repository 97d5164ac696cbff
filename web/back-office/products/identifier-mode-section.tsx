import { Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type DispatchIdentifierMode, identifierModeNames } from '../../../contract/dispatch-identifiers.ts'
import { Notice, Section } from '../../kit/public.ts'
import { SerialPatternFields } from './capture-rules-section.tsx'
import type { ProductEntry } from './product-entry.ts'
import styles from './products.module.css'

const modes = Object.keys(identifierModeNames) as DispatchIdentifierMode[]

/** What is noted of each piece when it is dispatched, and what each way is for. */
export function IdentifierModeSection({ entry }: { entry: ProductEntry }) {
  const { t } = useTranslation()
  const { tracking, dispatchIdentifierMode: mode } = entry.values
  const { error } = entry.form.getInputProps('dispatchIdentifierMode')
  return (
    <Section title={t('serialNumbers.modeTitle')}>
      <div className={styles.settings}>
        {tracking.serials ? (
          <Notice>{t('serialNumbers.modeSerials')}</Notice>
        ) : (
          <Radio.Group
            aria-label={t('serialNumbers.modeTitle')}
            description={t('serialNumbers.modeHint')}
            value={mode}
            onChange={value => {
              entry.form.clearFieldError('dispatchIdentifierMode')
              entry.form.setFieldValue('dispatchIdentifierMode', value as DispatchIdentifierMode)
            }}
            error={error}
          >
            <Stack gap="sm" mt="xs">
              {modes.map(one => (
                <Radio
                  key={one}
                  value={one}
                  label={identifierModeNames[one]}
                  description={t(`serialNumbers.modes.${one}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
        )}
        {mode === 'single_use' && !tracking.serials ? <SerialPatternFields entry={entry} /> : null}
      </div>
    </Section>
  )
}
