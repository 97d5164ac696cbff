import { ActionIcon, TextInput } from '@mantine/core'
import { IconScan } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Loaded when it is asked for; the worker has it on the device by then. */
const Camera = lazy(() => import('./camera.tsx'))

interface ScanFieldProps {
  label: string
  value: string
  onChange: (text: string) => void
  /** What the camera or a picture gave. */
  onScan: (code: string) => void
  error: string | null
  /** Codes that the camera passes over. */
  isOther?: (code: string) => boolean
}

/** A field for a number, with the scan icon that opens the camera. A keyboard scanner types into it and ends with Enter. */
export function ScanField({ label, value, onChange, onScan, error, isOther }: ScanFieldProps) {
  const { t } = useTranslation()
  const [isLooking, look] = useState(false)
  return (
    <>
      <TextInput
        label={label}
        size="lg"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={value}
        error={error}
        onChange={event => onChange(event.currentTarget.value)}
        onFocus={event => event.currentTarget.select()}
        styles={{ input: { fontFamily: 'var(--mono)' } }}
        rightSectionWidth={56}
        rightSection={
          <ActionIcon
            size={48}
            aria-label={t('till.serial.scan')}
            aria-expanded={isLooking}
            onClick={() => look(!isLooking)}
          >
            <IconScan size={26} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        }
        data-autofocus
      />
      {isLooking ? (
        <Suspense>
          <Camera
            isOther={isOther}
            onRead={code => {
              look(false)
              onScan(code)
            }}
          />
        </Suspense>
      ) : null}
    </>
  )
}
