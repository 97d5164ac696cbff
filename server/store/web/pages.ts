import { askForLink, enterAccount, leaveAccount, showAccount, showEnter } from '../accounts/account-pages.ts'
import { addToBasket, changeBasket, showBasket } from '../basket/basket-pages.ts'
import { showCategory, showSearch, showStore } from '../catalogue/catalogue-pages.ts'
import { showProduct } from '../catalogue/product-page.ts'
import { enterDetails, showCheckout } from '../checkout/checkout-page.ts'
import { placeOrder, showReview } from '../checkout/review-page.ts'
import { showDelivery, showTerms } from '../look/shop-pages.ts'
import { checkGenuine, followDigitalLink } from '../orders/genuine-pages.ts'
import { askForReturn, findOrder, payOrder, showOrder } from '../orders/order-pages.ts'
import type { StorePage } from './visit.ts'

/** Every page of the store. */
// biome-ignore format: one page a line
export const pages: readonly StorePage[] = [
  { method: 'GET', path: '/shop', show: showStore },
  { method: 'GET', path: '/shop/categories/:category', show: showCategory },
  { method: 'GET', path: '/shop/search', show: showSearch },
  { method: 'GET', path: '/shop/products/:product', show: showProduct },
  { method: 'GET', path: '/shop/basket', show: showBasket },
  { method: 'POST', path: '/shop/basket', show: addToBasket },
  { method: 'POST', path: '/shop/basket/change', show: changeBasket },
  { method: 'GET', path: '/shop/checkout', show: showCheckout },
  { method: 'POST', path: '/shop/checkout', show: enterDetails },
  { method: 'GET', path: '/shop/checkout/review', show: showReview },
  { method: 'POST', path: '/shop/checkout/place', show: placeOrder },
  { method: 'GET', path: '/shop/delivery', show: showDelivery },
  { method: 'GET', path: '/shop/terms', always: true, show: showTerms },
  { method: 'GET', path: '/shop/orders', always: true, show: findOrder },
  { method: 'POST', path: '/shop/orders', always: true, show: findOrder },
  { method: 'GET', path: '/shop/orders/:key', always: true, show: showOrder },
  { method: 'GET', path: '/shop/orders/:key/pay', always: true, show: payOrder },
  { method: 'POST', path: '/shop/orders/:key/return', always: true, show: askForReturn },
  { method: 'GET', path: '/shop/account', always: true, show: showAccount },
  { method: 'POST', path: '/shop/account', always: true, show: askForLink },
  { method: 'GET', path: '/shop/account/enter/:key', always: true, show: showEnter },
  { method: 'POST', path: '/shop/account/enter/:key', always: true, show: enterAccount },
  { method: 'POST', path: '/shop/account/leave', always: true, show: leaveAccount },
  { method: 'GET', path: '/shop/genuine', always: true, show: checkGenuine },
  { method: 'POST', path: '/shop/genuine', always: true, show: checkGenuine },
  { method: 'GET', path: '/01/*', always: true, show: followDigitalLink },
]
