import { Button, FileButton, Group } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { ShopSettings } from '../../../contract/shop.ts'
import { fileAddress, readKey, upload, useWrite } from '../../client/public.ts'
import { notify, Refused, Section } from '../../kit/public.ts'
import styles from './shop.module.css'

/** The logo, chosen and removed at once; it is not part of the form. */
export function LogoSection({ shop }: { shop: ShopSettings }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const put = useMutation({
    mutationFn: (file: File) => upload(api.shop.changeLogo, { file }),
    onSuccess: saved => {
      queryClient.setQueryData(readKey(api.shop.readShop, {}), saved)
      notify.done(t('shop.logoDone'))
    },
  })
  const remove = useWrite(api.shop.removeLogo, { onDone: () => notify.done(t('shop.logoRemoved')) })
  const { logo, name } = shop
  return (
    <Section title={t('shop.logo')}>
      <div className={styles.logo}>
        {logo === null ? (
          <p className={styles.hint}>{t('shop.logoNone')}</p>
        ) : (
          <img
            src={fileAddress(api.shop.showLogo, { params: { key: logo.key } })}
            width={logo.width}
            height={logo.height}
            alt={t('shop.logoOf', { name })}
          />
        )}
        <Group gap="xs">
          <FileButton onChange={file => file && put.mutate(file)} accept="image/*">
            {props => (
              <Button variant="default" loading={put.isPending} {...props}>
                {t(logo === null ? 'shop.logoAdd' : 'shop.logoChange')}
              </Button>
            )}
          </FileButton>
          {logo === null ? null : (
            <Button variant="subtle" loading={remove.isPending} onClick={() => remove.mutate({})}>
              {t('shop.logoRemove')}
            </Button>
          )}
        </Group>
        <p className={styles.hint}>{t('shop.logoHint')}</p>
        <Refused error={put.error ?? remove.error} />
      </div>
    </Section>
  )
}
