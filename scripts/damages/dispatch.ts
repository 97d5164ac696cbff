import type { Damage } from './damage.ts'

const statuses = 'tests/fulfilment/note-statuses.test.ts'
const gate = 'tests/fulfilment/gate.test.ts'

/* No order leaves through any door without the identifiers that its products ask for. */
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are pieces of source text.
const throughEveryGate: Damage['edits'][number] = {
  file: 'server/fulfilment/move-note.ts',
  take: 'or not exists (${lackingOfNote(noteId)}))',
  put: 'or true)',
}

export const dispatch: Damage[] = [
  {
    promise: 'dispatch',
    what: 'the gate that lets no note leave while an identifier lacks',
    edits: [throughEveryGate],
    test: statuses,
    named: 'a product that begins to ask for identifiers',
  },
  {
    promise: 'dispatch',
    what: 'the guard that a note is changed only as it was read',
    edits: [
      {
        file: 'server/fulfilment/change-delivery-note.ts',
        take: ' and n.version = ${version}',
        put: '',
      },
    ],
    test: statuses,
    named: 'of two clerks who change a note at once',
  },
  {
    promise: 'dispatch',
    what: 'the gate that fills no draft while an identifier lacks, and the one behind it',
    edits: [
      {
        file: 'server/fulfilment/fill-draft.ts',
        take: "and n.state = 'draft' and not exists (${lackingOfNote(noteId)})",
        put: "and n.state = 'draft'",
      },
      throughEveryGate,
    ],
    test: gate,
    named: 'deliverDeliveryNote lets nothing go',
  },
  {
    promise: 'dispatch',
    what: 'the gate of a note that says it is ready',
    edits: [
      {
        file: 'server/fulfilment/create-delivery-note.ts',
        take: 'if (!input.draft) demandAll(order.number, chosen)',
        put: 'void demandAll',
      },
    ],
    test: gate,
    named: 'createDeliveryNote lets nothing go',
  },
  {
    promise: 'dispatch',
    what: 'the gate of a note that is changed',
    edits: [
      {
        file: 'server/fulfilment/change-delivery-note.ts',
        take: 'if (!input.draft) demandAll(order.number, chosen)',
        put: 'void demandAll',
      },
    ],
    test: gate,
    named: 'changeDeliveryNote lets nothing go',
  },
  {
    promise: 'dispatch',
    what: 'the three gates one behind the other at which an order is completed',
    edits: [
      {
        file: 'server/fulfilment/dispatch/complete-order.ts',
        take: 'demandIdentifiers(order.number, chosen)',
        put: 'void demandIdentifiers',
      },
      {
        file: 'server/fulfilment/fill-draft.ts',
        take: "and n.state = 'draft' and not exists (${lackingOfNote(noteId)})",
        put: "and n.state = 'draft'",
      },
      throughEveryGate,
    ],
    test: gate,
    named: 'completeOrders lets nothing go',
  },
  {
    promise: 'dispatch',
    what: 'the rule that a reason never stands for a piece',
    edits: [
      {
        file: 'server/fulfilment/identifiers.ts',
        take: 'and (leaving.without_identifiers_because is null or ${piecesHaveSerials})',
        put: 'and leaving.without_identifiers_because is null',
      },
      {
        file: 'server/stock/deliver.ts',
        take: 'and (a.unit_ids is not null or not (',
        put: 'and (true or not (',
      },
    ],
    test: gate,
    named: 'a reason stands for values',
  },
]
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
