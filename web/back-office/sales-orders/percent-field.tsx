import type { ComponentProps } from 'react'
import { QuantityField } from '../../kit/public.ts'

/** A percentage with two decimals at most, as hundredths of a percent. */
export function PercentField(props: Omit<ComponentProps<typeof QuantityField>, 'decimals'>) {
  return (
    <QuantityField
      decimals={2}
      rightSection={<span aria-hidden="true">%</span>}
      rightSectionWidth={28}
      {...props}
    />
  )
}
