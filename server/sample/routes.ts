import { api } from '../../contract/session.ts'
import { type Route, write } from '../platform/routes/public.ts'
import { loadSampleShop } from './load-sample-shop.ts'

export const routes: Route[] = [write(api.loadSampleShop, loadSampleShop)]
