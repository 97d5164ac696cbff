import { useState } from 'react'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'

const lastLocation = 'lotbook.sales.location'

/** Where orders are sent from: the location that was chosen last on this device, else the first one. */
export function useSendingLocation() {
  const locations = useRead(api.stock.listLocations, {})
  const [chosen, setChosen] = useState(() => Number(localStorage.getItem(lastLocation)) || null)
  const items = locations.data?.items
  const location = items?.find(one => one.id === chosen) ?? items?.[0] ?? null
  const choose = (id: number) => {
    localStorage.setItem(lastLocation, String(id))
    setChosen(id)
  }
  return { locations, locationId: location?.id ?? null, choose }
}
