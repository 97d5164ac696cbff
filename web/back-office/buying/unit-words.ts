import { useTranslation } from 'react-i18next'
import { useFormat } from '../../kit/public.ts'

/** Says a purchase unit by its factor: “Box (12)”, or “Unit of 12” where it has no name. */
export function useUnitWords() {
  const { t } = useTranslation()
  const format = useFormat()
  return (units: readonly { name: string | null; units: number }[], factor: number): string => {
    const name = units.find(unit => unit.units === factor)?.name
    if (name) return t('buying.unitOf', { name, units: format.count(factor) })
    return factor === 1 ? t('buying.unitOne') : t('buying.unitNameless', { units: format.count(factor) })
  }
}
