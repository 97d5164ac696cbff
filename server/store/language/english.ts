import { words as accounts } from '../accounts/words.ts'
import { words as basket } from '../basket/words.ts'
import { words as catalogue } from '../catalogue/words.ts'
import { words as mails } from '../checkout/mail-words.ts'
import { words as checkout } from '../checkout/words.ts'
import { words as look } from '../look/words.ts'
import { words as genuine } from '../orders/genuine-words.ts'
import { words as orders } from '../orders/words.ts'
import { words as payment } from '../payment/words.ts'

/** All English words of the store; a word's key is its folder's name, then its own: `basket.title`. */
export const english = {
  look,
  catalogue,
  basket,
  checkout,
  mails,
  payment,
  orders,
  genuine,
  accounts,
} as const
