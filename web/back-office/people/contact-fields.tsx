import { Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FieldRow } from '../../kit/public.ts'

interface ContactFieldsProps {
  /** The props of a field by its path, from an entry form. */
  at: (path: 'name' | 'email' | 'phone' | 'notes') => object
}

/** Name, e-mail, phone and notes, which every customer and supplier has. */
export function ContactFields({ at }: ContactFieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      <TextInput label={t('people.name')} autoComplete="off" autoFocus data-autofocus {...at('name')} />
      <FieldRow>
        <TextInput label={t('people.email')} type="email" autoComplete="off" {...at('email')} />
        <TextInput label={t('people.phone')} type="tel" autoComplete="off" {...at('phone')} />
      </FieldRow>
      <Textarea label={t('people.notes')} autosize minRows={2} maxRows={8} {...at('notes')} />
    </>
  )
}
